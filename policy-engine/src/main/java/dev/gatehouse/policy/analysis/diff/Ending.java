package dev.gatehouse.policy.analysis.diff;

/**
 * Where the routes of a generation bring a request: to a service, to a route without one, or nowhere.
 */
record Ending(String service, boolean isRouted) {
    static final Ending NOWHERE = new Ending("", false);

    static Ending of(ComparedRoute route) {
        return new Ending(route.service(), true);
    }

    boolean isProtected() {
        return !service.isEmpty();
    }
}
