package dev.gatehouse.gateway.filters.compiled;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.forward.RequestStep;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What filters do to the headers of a request. */
final class HeaderSteps {
    private HeaderSteps() {}

    static RequestStep add(String name, Expansion value) {
        return request -> request.headers().add(name, value.with(request::variables));
    }

    static RequestStep set(String name, Expansion value) {
        return request -> request.headers().set(name, value.with(request::variables));
    }

    static RequestStep remove(String name) {
        return request -> request.headers().remove(name);
    }

    static RequestStep map(String from, String to) {
        return request -> {
            List<String> values = request.headers().getAll(from);
            if (!values.isEmpty()) {
                request.headers().add(to, values);
            }
        };
    }

    /** Adds the values of each name of which nothing but blanks was sent. */
    static RequestStep addIfNotPresent(Map<String, List<Expansion>> wanted) {
        return request -> wanted.forEach((name, values) -> {
            if (request.headers().getAll(name).stream().allMatch(String::isBlank)) {
                List<String> expanded = new ArrayList<>(values.size());
                values.forEach(value -> expanded.add(value.with(request::variables)));
                request.headers().add(name, expanded);
            }
        });
    }

    /** Turns a request away of which one header, all its values taken together, is too long. */
    static RequestStep limit(long mostBytes) {
        return request -> {
            HttpHeaders headers = request.headers();
            for (String name : headers.names()) {
                long size = name.length();
                for (String value : headers.getAll(name)) {
                    size += value.length();
                }
                if (size > mostBytes) {
                    request.refuse(Refusal.HEADERS_TOO_LARGE, "a header is over the route's limit");
                    return;
                }
            }
        };
    }
}
