package dev.gatehouse.ingress.route;

/** How a route's requests travel on. The door only carries it; whoever fills the filter path reads it. */
public interface Forwarding {}
