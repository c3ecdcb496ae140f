package dev.gatehouse.ingress.upstream;

import dev.gatehouse.policy.identity.SpiffeId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A backend: its endpoints, who it must prove to be, and how many requests each endpoint is busy with.
 *
 * <p>Whoever must prove an identity is reached over TLS only. Safe to share between threads; the counts are
 * its only state.
 */
public final class Upstream {
    private final String name;
    private final Optional<SpiffeId> identity;
    private final List<Endpoint> endpoints;
    private final List<Place> places;
    private final Balance balance;
    private final Protocol protocol;
    private final AtomicIntegerArray inFlight;
    private final AtomicInteger turn = new AtomicInteger();

    public Upstream(
            String name, Optional<SpiffeId> identity, List<Endpoint> endpoints, Balance balance, Protocol protocol) {
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("upstream " + name + " has no endpoint");
        }
        if (identity.isPresent() && !endpoints.stream().allMatch(Endpoint::isTls)) {
            throw new IllegalArgumentException("upstream " + name + " cannot prove its identity without tls");
        }
        this.name = name;
        this.identity = identity;
        this.endpoints = List.copyOf(endpoints);
        places = endpoints.stream()
                .map(endpoint -> new Place(endpoint, identity, protocol))
                .toList();
        this.balance = balance;
        this.protocol = protocol;
        this.inFlight = new AtomicIntegerArray(endpoints.size());
    }

    /** A backend with one endpoint, as the plain {@code uri} of a route names it. */
    public static Upstream of(String name, Optional<SpiffeId> identity, Endpoint endpoint) {
        return new Upstream(name, identity, List.of(endpoint), Balance.ROUND_ROBIN, Protocol.HTTP_1_1);
    }

    /** Takes a place at the endpoint whose turn it is, or at the one with the fewest requests in flight. */
    public Lease choose() {
        int start = Math.floorMod(turn.getAndIncrement(), endpoints.size());
        int chosen = balance == Balance.LEAST_LOADED ? leastLoaded(start) : start;
        inFlight.incrementAndGet(chosen);
        return new Lease(this, chosen);
    }

    // Beginning at another endpoint each time, so that equals share the load.
    private int leastLoaded(int start) {
        int best = start;
        for (int i = 1; i < endpoints.size(); i++) {
            int candidate = (start + i) % endpoints.size();
            if (inFlight.get(candidate) < inFlight.get(best)) {
                best = candidate;
            }
        }
        return best;
    }

    void giveBack(int index) {
        inFlight.decrementAndGet(index);
    }

    public String name() {
        return name;
    }

    /** Who it must prove to be; empty for one that needs no proof. */
    public Optional<SpiffeId> identity() {
        return identity;
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    Place place(int index) {
        return places.get(index);
    }

    public Balance balance() {
        return balance;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** Requests in flight at all endpoints. */
    public int inFlight() {
        int sum = 0;
        for (int i = 0; i < endpoints.size(); i++) {
            sum += inFlight.get(i);
        }
        return sum;
    }

    @Override
    public String toString() {
        return "Upstream[" + name + "]";
    }
}
