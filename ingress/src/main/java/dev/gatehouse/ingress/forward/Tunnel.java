package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.upstream.ConnectionReader;
import dev.gatehouse.ingress.upstream.UpstreamConnection;
import dev.gatehouse.ingress.upstream.UpstreamFailure;

/**
 * Bytes that pass as they come, both ways, after the backend has switched the protocol. When one side closes, the other
 * gets what was on its way and is closed too.
 */
final class Tunnel implements ConnectionReader {
    private final ClientSide client;
    private final UpstreamConnection connection;

    private boolean isOver;

    Tunnel(ClientSide client, UpstreamConnection connection) {
        this.client = client;
        this.connection = connection;
    }

    /** Takes what the client sent. */
    void fromClient(Object bytes) {
        connection.write(bytes);
        if (!connection.isWritable()) {
            client.reading(false);
        }
    }

    void flush() {
        connection.flush();
    }

    void clientWritable() {
        connection.reading(client.isWritable());
    }

    /** The client is gone. */
    void close() {
        if (!isOver) {
            isOver = true;
            connection.closeWhenSent();
        }
    }

    @Override
    public void read(Object bytes) {
        client.write(bytes);
        if (!client.isWritable()) {
            connection.reading(false);
        }
    }

    @Override
    public void readComplete() {
        client.flush();
    }

    @Override
    public void writabilityChanged() {
        client.reading(connection.isWritable());
    }

    @Override
    public void gone(UpstreamFailure failure) {
        isOver = true;
        client.closeTunnel();
    }

    @Override
    public long waitingSince() {
        // A tunnel may be silent for as long as the client's connection may.
        return NOT_WAITING;
    }

    @Override
    public void timedOut() {
        // Nobody is waited for.
    }
}
