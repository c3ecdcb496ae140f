package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.upstream.Balance;
import dev.gatehouse.ingress.upstream.Endpoint;
import dev.gatehouse.ingress.upstream.Protocol;
import java.util.List;

/** The endpoints behind {@code lb://NAME}, as written. */
record UpstreamSource(List<Endpoint> endpoints, Balance balance, Protocol protocol, Value where) {
    UpstreamSource {
        endpoints = List.copyOf(endpoints);
    }
}
