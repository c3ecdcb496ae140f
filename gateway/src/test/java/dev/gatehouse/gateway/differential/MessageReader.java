package dev.gatehouse.gateway.differential;

import dev.gatehouse.gateway.differential.Message.Framing;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads HTTP/1 messages as RFC 9112 writes them, and takes nothing else: a line that does not end in CRLF or a
 * chunk that is not framed right is an error of whoever sent it.
 *
 * <p>A read that waits longer than the socket's timeout throws.
 */
final class MessageReader {
    private final PushbackInputStream in;

    MessageReader(InputStream in) {
        this.in = new PushbackInputStream(new BufferedInputStream(in));
    }

    /** The next request. */
    Message request() throws IOException {
        Head head = head();
        return withBody(head, framing(head, Framing.NONE));
    }

    /** The head of the next request; its body stays to be read. */
    Message requestHead() throws IOException {
        Head head = head();
        return new Message(head.startLine, head.fields, framing(head, Framing.NONE), "", List.of(), false);
    }

    /** The next response, which may be an interim one, to a request of this method. */
    Message response(String method) throws IOException {
        Head head = head();
        int status = Integer.parseInt(head.startLine.split(" ", -1)[1]);
        boolean bodiless = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
        return withBody(head, bodiless ? Framing.NONE : framing(head, Framing.CLOSE));
    }

    /** Hands on the pieces of a chunked body as they come. */
    void copyChunks(OutputStream to) throws IOException {
        chunks(to);
    }

    /** So many bytes as they come; fewer only if the other side ended. */
    String bytes(int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /** Everything until the other side ends. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Whether the other side has ended; waits for it or for a byte. */
    boolean isAtEnd() throws IOException {
        int next = in.read();
        if (next >= 0) {
            in.unread(next);
        }
        return next < 0;
    }

    private Head head() throws IOException {
        String start = line();
        return new Head(start, fields());
    }

    private List<String> fields() throws IOException {
        List<String> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            fields.add(line);
        }
        return fields;
    }

    private static Framing framing(Head head, Framing otherwise) {
        Message message = new Message(head.startLine, head.fields, otherwise, "", List.of(), true);
        if (message.has("transfer-encoding")) {
            return Framing.CHUNKED;
        }
        return message.has("content-length") ? Framing.LENGTH : otherwise;
    }

    private Message withBody(Head head, Framing framing) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<String> trailers = List.of();
        boolean whole = true;
        try {
            switch (framing) {
                case NONE -> {}
                case LENGTH -> exactly(length(head), body);
                case CLOSE -> in.transferTo(body);
                case CHUNKED -> trailers = chunks(body);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException brokenOff) {
            whole = false;
        }
        return new Message(
                head.startLine, head.fields, framing, body.toString(StandardCharsets.ISO_8859_1), trailers, whole);
    }

    private static int length(Head head) {
        return Integer.parseInt(
                new Message(head.startLine, head.fields, Framing.LENGTH, "", List.of(), true).one("content-length"));
    }

    private void exactly(int count, OutputStream body) throws IOException {
        byte[] piece = new byte[16 * 1024];
        for (int left = count; left > 0; ) {
            int read = in.read(piece, 0, Math.min(left, piece.length));
            if (read < 0) {
                throw new EOFException("ended " + left + " bytes early");
            }
            body.write(piece, 0, read);
            left -= read;
        }
    }

    private List<String> chunks(OutputStream body) throws IOException {
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            exactly(size, body);
            if (!line().isEmpty()) {
                throw new ProtocolViolation("a chunk does not end where it said");
            }
        }
        return fields();
    }

    private int chunkSize() throws IOException {
        String size = line();
        int extension = size.indexOf(';');
        return Integer.parseInt((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("ended after `" + line + "`");
            }
            if (next == '\n') {
                throw new ProtocolViolation("a bare LF after `" + line + "`");
            }
            line.append((char) next);
        }
        int after = in.read();
        if (after != '\n') {
            throw new ProtocolViolation("a bare CR after `" + line + "`");
        }
        return line.toString();
    }

    private record Head(String startLine, List<String> fields) {}
}
