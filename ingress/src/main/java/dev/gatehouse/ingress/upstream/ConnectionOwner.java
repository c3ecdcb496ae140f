package dev.gatehouse.ingress.upstream;

/** Who a connection is given back to. Called on the connection's loop. */
interface ConnectionOwner {

    /** Nobody has the connection any more; it may carry another request if it is reusable. */
    void giveBack(UpstreamConnection connection, boolean reusable);

    /** A connection that could be lent is closed. */
    void closed(UpstreamConnection connection);
}
