package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.policy.CompiledPolicy;

/** What of a configuration decides about a request: its routes and its policy, without certificates and keys. */
public record Rules(RouteTable routes, CompiledPolicy policy) {}
