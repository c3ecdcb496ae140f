package dev.gatehouse.ingress.upstream;

/** How an endpoint is chosen among several. */
public enum Balance {
    ROUND_ROBIN,
    LEAST_LOADED
}
