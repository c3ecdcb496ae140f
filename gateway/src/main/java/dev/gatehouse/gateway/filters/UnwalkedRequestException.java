package dev.gatehouse.gateway.filters;

/** A request reached the filters without having been walked, matched and judged; it goes no further. */
final class UnwalkedRequestException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnwalkedRequestException() {
        super("the request was not let in by the door");
    }
}
