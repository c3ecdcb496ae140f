package dev.gatehouse.ingress.route;

/** How a route's requests travel on. The door only carries it; whoever forwards reads it. */
public interface Forwarding {

    /** Which path it is, and for one that is not the fastest also why, in the operator's words. */
    String describe();
}
