package dev.gatehouse.ingress.forward;

/**
 * One thing that a route changes in the head of a response on its way to the client: the compiled form of a
 * filter.
 *
 * <p>It is called on an event loop, for the final response of the upstream; it must not block and keeps no state of a
 * request. The steps of a route are given in the order in which they run.
 */
public interface ResponseStep {

    void apply(Returning response);
}
