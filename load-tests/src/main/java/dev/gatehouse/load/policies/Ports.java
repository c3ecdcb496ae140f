package dev.gatehouse.load.policies;

import java.util.Map;

/**
 * Where the gateway listens and where it finds the services: each on a port of its own, or all on the same.
 *
 * @param of the ports of single services, by name
 */
public record Ports(int door, int management, int services, Map<String, Integer> of) {

    public Ports {
        of = Map.copyOf(of);
    }

    int of(String service) {
        return of.getOrDefault(service, services);
    }
}
