package dev.gatehouse.ingress.forward;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import java.util.function.Supplier;

/** The head of an upstream's final response, while the steps of the route change it. */
public final class Returning {
    private final HttpHeaders headers;
    private final Supplier<Map<String, String>> variables;

    private int status;

    public Returning(int status, HttpHeaders headers, Supplier<Map<String, String>> variables) {
        this.status = status;
        this.headers = headers;
        this.variables = variables;
    }

    public int status() {
        return status;
    }

    /** A final status, 200 or above. */
    public void status(int changed) {
        status = changed;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** What the named parts of the route's path and host patterns stand for. */
    public Map<String, String> variables() {
        return variables.get();
    }
}
