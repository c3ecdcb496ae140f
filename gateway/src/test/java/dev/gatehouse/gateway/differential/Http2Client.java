package dev.gatehouse.gateway.differential;

import dev.gatehouse.gateway.differential.Message.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Speaks HTTP/2 over a wire, by prior knowledge, one frame at a time.
 *
 * <p>What it reads is kept on the wire as messages, with the status as their start line. It keeps to the other side's
 * windows, and opens its own as it reads unless told not to.
 */
final class Http2Client {
    private static final int FIRST_WINDOW = 65_535;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int SETTING = 6;
    private static final int MAX_FRAME = 16_384;

    private final Wire wire;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();
    private final Map<Integer, Integer> streamWindows = new HashMap<>();
    private final Map<Integer, Reply> replies = new HashMap<>();

    private int initialWindow = FIRST_WINDOW;
    private int window = FIRST_WINDOW;
    private boolean opensWindows = true;

    Http2Client(Wire wire) throws IOException {
        this.wire = wire;
        wire.sendRaw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        new Http2Frame(Http2Frame.SETTINGS, 0, 0, "").write(wire);
    }

    void keepWindowsShut() {
        opensWindows = false;
    }

    void openWindows(int stream, int by) throws IOException {
        opensWindows = true;
        widen(0, by);
        widen(stream, by);
    }

    /** Sends the head of a request; fields stand as {@code name: value}. */
    void head(int stream, boolean isAll, String method, String path, String... fields) throws Exception {
        Http2Headers headers = new DefaultHttp2Headers()
                .method(method)
                .path(path)
                .scheme("http")
                .authority(wire.addressed("HOST"));
        headers.add("accept", "*/*").add("user-agent", "x/1");
        block(stream, isAll, headers, fields);
    }

    void trailers(int stream, String... fields) throws Exception {
        block(stream, true, new DefaultHttp2Headers(), fields);
    }

    private void block(int stream, boolean isLast, Http2Headers headers, String... fields) throws Exception {
        for (String field : fields) {
            int colon = field.indexOf(':', 1);
            headers.add(field.substring(0, colon), field.substring(colon + 1).strip());
        }
        ByteBuf encoded = Unpooled.buffer();
        encoder.encodeHeaders(stream, headers, encoded);
        int flags = Http2Frame.END_HEADERS | (isLast ? Http2Frame.END_STREAM : 0);
        new Http2Frame(Http2Frame.HEADERS, flags, stream, encoded.toString(StandardCharsets.ISO_8859_1)).write(wire);
    }

    /** Sends a body, as fast as the windows let it. */
    void data(int stream, boolean isLast, String body) throws Exception {
        int at = 0;
        do {
            int room = Math.min(window, streamWindows.getOrDefault(stream, initialWindow));
            if (room <= 0 && at < body.length()) {
                take();
                continue;
            }
            int end = Math.min(body.length(), at + Math.min(room, MAX_FRAME));
            int flags = isLast && end == body.length() ? Http2Frame.END_STREAM : 0;
            new Http2Frame(Http2Frame.DATA, flags, stream, body.substring(at, end)).write(wire);
            window -= end - at;
            streamWindows.merge(stream, initialWindow - (end - at), (known, first) -> known + first - initialWindow);
            at = end;
        } while (at < body.length());
    }

    void reset(int stream, int error) throws IOException {
        new Http2Frame(Http2Frame.RST_STREAM, 0, stream, Http2Frame.ofNumber(error)).write(wire);
    }

    /** Reads until the stream has ended. */
    void response(int stream) throws Exception {
        while (!reply(stream).ended) {
            take();
        }
        reply(stream).keep(wire);
    }

    /** Reads until so much of a body has come. */
    void body(int stream, int bytes) throws Exception {
        while (reply(stream).body.length() < bytes) {
            take();
        }
    }

    private Reply reply(int stream) {
        return replies.computeIfAbsent(stream, ignored -> new Reply());
    }

    private void take() throws Exception {
        Http2Frame frame = Http2Frame.read(wire);
        switch (frame.type()) {
            case Http2Frame.SETTINGS -> settings(frame);
            case Http2Frame.PING -> {
                if (!frame.has(Http2Frame.ACK)) {
                    new Http2Frame(Http2Frame.PING, Http2Frame.ACK, 0, frame.payload()).write(wire);
                }
            }
            case Http2Frame.WINDOW_UPDATE -> windowUpdate(frame);
            case Http2Frame.HEADERS -> reply(frame.stream()).head(decoded(frame), frame.has(Http2Frame.END_STREAM));
            case Http2Frame.DATA -> body(frame);
            case Http2Frame.RST_STREAM -> reply(frame.stream()).reset(frame.number(0));
            case Http2Frame.GOAWAY -> throw new IOException("the gateway said goodbye: " + frame.number(4));
            default -> throw new ProtocolViolation("a frame that is not expected: " + frame);
        }
    }

    private void settings(Http2Frame frame) throws IOException {
        if (frame.has(Http2Frame.ACK)) {
            return;
        }
        for (int at = 0; at < frame.payload().length(); at += SETTING) {
            if (frame.payload().charAt(at + 1) == INITIAL_WINDOW_SIZE) {
                int changed = frame.number(at + 2);
                int by = changed - initialWindow;
                streamWindows.replaceAll((stream, left) -> left + by);
                initialWindow = changed;
            }
        }
        new Http2Frame(Http2Frame.SETTINGS, Http2Frame.ACK, 0, "").write(wire);
    }

    private void windowUpdate(Http2Frame frame) {
        if (frame.stream() == 0) {
            window += frame.number(0);
        } else {
            streamWindows.merge(
                    frame.stream(), initialWindow + frame.number(0), (known, first) -> known + first - initialWindow);
        }
    }

    private void body(Http2Frame frame) throws IOException {
        Reply reply = reply(frame.stream());
        reply.body.append(frame.payload());
        reply.ended = frame.has(Http2Frame.END_STREAM);
        if (opensWindows && !frame.payload().isEmpty()) {
            widen(0, frame.payload().length());
            if (!reply.ended) {
                widen(frame.stream(), frame.payload().length());
            }
        }
    }

    private void widen(int stream, int by) throws IOException {
        new Http2Frame(Http2Frame.WINDOW_UPDATE, 0, stream, Http2Frame.ofNumber(by)).write(wire);
    }

    private Http2Headers decoded(Http2Frame frame) throws Http2Exception {
        if (!frame.has(Http2Frame.END_HEADERS)) {
            throw new ProtocolViolation("no response here is so large that its head is continued");
        }
        return decoder.decodeHeaders(
                frame.stream(), Unpooled.copiedBuffer(frame.payload(), StandardCharsets.ISO_8859_1));
    }

    /** What has come on one stream. */
    private static final class Reply {
        private final List<Http2Headers> heads = new ArrayList<>();
        private final StringBuilder body = new StringBuilder();
        private int error = -1;
        private boolean ended;

        private void head(Http2Headers headers, boolean isLast) {
            heads.add(headers);
            ended = isLast;
        }

        private void reset(int code) {
            error = code;
            ended = true;
        }

        private void keep(Wire wire) {
            List<String> trailers = List.of();
            if (heads.size() > 1 && heads.get(heads.size() - 1).status() == null) {
                trailers = fields(heads.remove(heads.size() - 1));
            }
            for (int i = 0; i < heads.size(); i++) {
                boolean last = i == heads.size() - 1;
                wire.kept(new Message(
                        "HTTP/2 " + heads.get(i).status(),
                        fields(heads.get(i)),
                        last && body.length() > 0 ? Framing.LENGTH : Framing.NONE,
                        last ? body.toString() : "",
                        last ? trailers : List.of(),
                        error < 0));
            }
            if (error >= 0) {
                wire.note("reset with " + error);
            }
        }

        private static List<String> fields(Http2Headers headers) {
            List<String> fields = new ArrayList<>();
            headers.forEach(field -> {
                if (field.getKey().charAt(0) != ':') {
                    fields.add(field.getKey() + ": " + field.getValue());
                }
            });
            return fields;
        }
    }
}
