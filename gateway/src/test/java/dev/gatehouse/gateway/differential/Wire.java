package dev.gatehouse.gateway.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * One end of a connection to or from the gateway: sends the very bytes it is told, and keeps what it read.
 *
 * <p>Text is written and read byte for byte as ISO 8859-1. Nothing waits longer than {@link #PATIENCE_MILLIS}.
 */
final class Wire implements AutoCloseable {
    static final int PATIENCE_MILLIS = 6_000;

    private final Socket socket;
    private final MessageReader reader;
    private final int number;
    private final Signals signals;
    private final UnaryOperator<String> addressing;
    private final List<Message> messages = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Wire(Socket socket, int number, Signals signals, UnaryOperator<String> addressing) throws IOException {
        this.socket = socket;
        this.number = number;
        this.signals = signals;
        this.addressing = addressing;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        reader = new MessageReader(socket.getInputStream());
    }

    /** Which connection to the backend it is, from 0. */
    int number() {
        return number;
    }

    Signals signals() {
        return signals;
    }

    /** Sends each piece by a write of its own; {@code HOST} stands for the host of the case. */
    Wire send(String... pieces) throws IOException {
        for (String piece : pieces) {
            socket.getOutputStream().write(addressing.apply(piece).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }
        return this;
    }

    /** Sends what is no text. */
    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The text with the host of the case in it. */
    String addressed(String text) {
        return addressing.apply(text);
    }

    /** Sends as much as the other side takes; whether it took all. */
    boolean trySend(String piece, int times) {
        try {
            for (int i = 0; i < times; i++) {
                send(piece);
            }
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    Message request() throws IOException {
        return kept(reader.request());
    }

    /** The next request without waiting for its body. */
    Message requestHead() throws IOException {
        return kept(reader.requestHead());
    }

    Message response() throws IOException {
        return response("GET");
    }

    Message response(String method) throws IOException {
        return kept(reader.response(method));
    }

    String bytes(int count) throws IOException {
        return reader.bytes(count);
    }

    /** Sends the bytes of a chunked body back while they come. */
    void echoChunks() throws IOException {
        reader.copyChunks(socket.getOutputStream());
    }

    /** What comes, until this text has come. */
    String until(String text) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(text) < 0) {
            String next = reader.bytes(1);
            if (next.isEmpty()) {
                throw new IOException("ended before `" + text + "`, after `" + seen + "`");
            }
            seen.append(next);
        }
        return seen.toString();
    }

    /** Who the other side proved to be in the handshake. */
    String caller() throws IOException, CertificateParsingException {
        SSLSession session = ((SSLSocket) socket).getSession();
        X509Certificate shown = (X509Certificate) session.getPeerCertificates()[0];
        return shown.getSubjectAlternativeNames().iterator().next().get(1).toString();
    }

    /** Something that this side saw, to be held against what it sees on the other path. */
    void note(String seen) {
        notes.add(seen);
    }

    /** Waits until the other side ends, and notes how; whatever came before is noted, too. */
    void end() throws IOException {
        String rest = "";
        try {
            rest = reader.rest();
            note("closed");
        } catch (SocketTimeoutException e) {
            note("still open");
        } catch (SocketException e) {
            note("closed by reset");
        }
        if (!rest.isEmpty()) {
            note("rest: " + rest);
        }
    }

    /** Waits for the next byte or the end, and tells whether it was the end. */
    boolean isEnded() throws IOException {
        try {
            return reader.isAtEnd();
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Waits until the other side is gone, in whatever way; what looks like the end of a chunked body is noted. */
    void gone() throws IOException {
        try {
            if (reader.rest().endsWith("0\r\n\r\n")) {
                note("ended whole");
            }
        } catch (SocketTimeoutException e) {
            note("still open");
            return;
        } catch (IOException reset) {
            // Gone is gone.
        }
        note("gone");
    }

    /** Waits for the first byte or the end, and notes which it was. */
    void untold() throws IOException {
        try {
            note(reader.isAtEnd() ? "told nothing" : "told something");
        } catch (SocketTimeoutException e) {
            note("still open");
        } catch (IOException broken) {
            note("told nothing");
        }
    }

    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes so that the other side sees a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Keeps a message that was read by other means. */
    Message kept(Message message) {
        messages.add(message);
        return message;
    }

    List<Message> messages() {
        return messages;
    }

    List<String> notes() {
        return notes;
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
