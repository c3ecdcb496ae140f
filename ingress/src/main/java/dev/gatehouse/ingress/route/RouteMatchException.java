package dev.gatehouse.ingress.route;

/** A predicate failed while it was asked, so nobody knows which route the request should have taken. */
public final class RouteMatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RouteMatchException(String routeId, RuntimeException cause) {
        super("a predicate of route `" + routeId + "` failed", cause);
    }
}
