package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.admission.RequestHead;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as it will go to the upstream, while the steps of its route change it.
 *
 * <p>The path is raw and begins with a slash; the query is raw and empty when there is none. The headers are those
 * that are sent. Without a word about it the upstream is asked for by the authority of its endpoint.
 */
public final class Outgoing {
    private final RequestHead head;
    private final HttpHeaders headers;
    private final Function<RequestHead, Map<String, String>> naming;

    private String path;
    private String query;
    private boolean keepsHost;
    private @Nullable Map<String, String> variables;
    private @Nullable DirectAnswer answer;

    public Outgoing(RequestHead head, HttpHeaders headers, Function<RequestHead, Map<String, String>> naming) {
        this.head = head;
        this.headers = headers;
        this.naming = naming;
        path = head.path().value();
        query = head.query();
    }

    public String path() {
        return path;
    }

    public void path(String changed) {
        path = changed;
    }

    public String query() {
        return query;
    }

    public void query(String changed) {
        query = changed;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** The request as it was matched and judged. */
    public RequestHead head() {
        return head;
    }

    /** The upstream is asked for by the {@code Host} that stands in the headers. */
    public void keepHost() {
        keepsHost = true;
    }

    public boolean keepsHost() {
        return keepsHost;
    }

    /** What the named parts of the route's path and host patterns stand for. */
    public Map<String, String> variables() {
        Map<String, String> known = variables;
        if (known == null) {
            known = naming.apply(head);
            variables = known;
        }
        return known;
    }

    /** Answers with this status, one header and no body; the upstream is not asked, and no later step runs. */
    public void answer(int status, String header, String value) {
        answer = new DirectAnswer.Head(status, header, value);
    }

    /** Turns the request away; the reason is for the operator. */
    public void refuse(Refusal refusal, String reason) {
        answer = new DirectAnswer.TurnedAway(refusal, reason);
    }

    /** What is answered in place of the upstream, if a step said so. */
    public @Nullable DirectAnswer answer() {
        return answer;
    }
}
