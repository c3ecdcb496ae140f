package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.upstream.Balance;
import dev.gatehouse.ingress.upstream.Endpoint;
import java.util.List;

/** The endpoints behind {@code lb://NAME}, as written. */
record UpstreamSource(List<Endpoint> endpoints, Balance balance, Value where) {
    UpstreamSource {
        endpoints = List.copyOf(endpoints);
    }
}
