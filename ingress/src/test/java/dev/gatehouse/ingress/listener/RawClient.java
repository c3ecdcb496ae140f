package dev.gatehouse.ingress.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is told, and nothing else. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;

    RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the bytes, and gives everything that comes back until the server closes. */
    static String exchange(int port, String bytes) {
        try (RawClient client = new RawClient(port)) {
            client.send(bytes);
            return client.readToEnd();
        }
    }

    RawClient send(String bytes) {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything until the server closes. */
    String readToEnd() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server did not close; it said: " + all, e);
        } catch (IOException reset) {
            // A reset after the answer: what came before it counts.
            all.write('!');
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads until this text has come. */
    String readUntil(String text) {
        StringBuilder seen = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            while (seen.indexOf(text) < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new AssertionError("closed before `" + text + "`, after: " + seen);
                }
                seen.append((char) next);
            }
        } catch (IOException e) {
            throw new AssertionError("broken before `" + text + "`, after: " + seen, e);
        }
        return seen.toString();
    }

    byte[] read(int count) {
        try {
            return socket.getInputStream().readNBytes(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes so that the server sees a reset. */
    void abort() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
