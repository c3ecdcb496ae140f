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
    private String host = "";
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

    /** The authority to ask the upstream for; empty for that of its endpoint. */
    public String host() {
        return host;
    }

    public void host(String authority) {
        host = authority;
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

    /** Answers with a redirection; the upstream is not asked, and no later step runs. */
    public void redirect(int status, String location) {
        answer = new DirectAnswer.Redirection(status, location);
    }

    /** Turns the request away; the upstream is not asked, and no later step runs. */
    public void refuse(Refusal refusal, String reason) {
        answer = new DirectAnswer.TurnedAway(refusal, reason);
    }

    /** What is answered in place of the upstream, if a step said so. */
    @Nullable
    DirectAnswer answer() {
        return answer;
    }
}
