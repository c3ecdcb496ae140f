package dev.gatehouse.ingress.upstream;

/** The connections of one event loop to one place: touched on its loop only, but for the counts. */
interface ConnectionPool {

    /** Gives the taker a connection, now or later, or says that there is none. */
    void take(ConnectionTaker taker, int connectMillis);

    /** Closes what is idle now, and the rest when it is given back. */
    void shut();

    Place place();

    /** Connections that carry a request, or are being opened for one. */
    int lent();

    int idle();

    /** Who waits for a connection. */
    int waiting();
}
