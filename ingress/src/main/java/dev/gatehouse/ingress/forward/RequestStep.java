package dev.gatehouse.ingress.forward;

/**
 * One thing that a route changes in a request on its way to the upstream: the compiled form of a filter.
 *
 * <p>It is called on an event loop, for every request of the route, in the order in which the filters were
 * written; it must not block and keeps no state of a request. What it throws is a failure of ours.
 */
public interface RequestStep {

    void apply(Outgoing request);
}
