package dev.gatehouse.gateway.error;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.ProblemBody;
import dev.gatehouse.ingress.trace.TraceId;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * The body of every refusal: an RFC 9457 document with a stable {@code code} and the trace id, and nothing
 * about what is behind the door.
 *
 * <p>All but the trace id is the same for each kind of refusal, so it is written once.
 */
public final class ProblemDocument implements ProblemBody {
    /** The media type of the body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final byte[] END = {'"', '}'};

    private final Map<Refusal, byte[]> beginnings = new EnumMap<>(Refusal.class);

    public ProblemDocument() {
        for (Refusal refusal : Refusal.values()) {
            beginnings.put(refusal, beginning(refusal).getBytes(StandardCharsets.UTF_8));
        }
    }

    // Titles and codes are constants of ours without characters that JSON would escape; a test holds them to it.
    private static String beginning(Refusal refusal) {
        return "{\"type\":\"about:blank\",\"title\":\"" + refusal.title() + "\",\"status\":" + refusal.status()
                + ",\"code\":\"" + refusal.code() + "\",\"trace_id\":\"";
    }

    @Override
    public byte[] render(Refusal refusal, TraceId traceId) {
        byte[] beginning = beginnings.getOrDefault(refusal, END);
        byte[] id = traceId.dashed().getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[beginning.length + id.length + END.length];
        System.arraycopy(beginning, 0, body, 0, beginning.length);
        System.arraycopy(id, 0, body, beginning.length, id.length);
        System.arraycopy(END, 0, body, beginning.length + id.length, END.length);
        return body;
    }
}
