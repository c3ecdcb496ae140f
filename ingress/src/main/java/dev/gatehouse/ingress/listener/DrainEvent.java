package dev.gatehouse.ingress.listener;

/** What a listener that goes away tells its connections. */
enum DrainEvent {
    /** Finish what is in flight, and take leave. */
    BEGIN,
    /** Time is up; break off what is left. */
    DEADLINE
}
