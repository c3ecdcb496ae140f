package dev.gatehouse.gateway.recall;

import java.util.Map;
import java.util.Optional;

/** What the words of an event mean, for somebody who does not know the gateway by heart. */
final class Meanings {
    private static final Map<String, String> OF_ERRORS = Map.ofEntries(
            Map.entry("malformed_request", "the request was not written as HTTP demands"),
            Map.entry("path_not_canonical", "the path could be read in more than one way, so nobody read it"),
            Map.entry("authority_invalid", "no valid host was named"),
            Map.entry("framing_invalid", "where the body ends was in doubt"),
            Map.entry("header_invalid", "a header was not written as HTTP demands, or came twice"),
            Map.entry("method_not_supported", "the gateway serves no such method"),
            Map.entry("misdirected_request", "the host was another one than the handshake was made for"),
            Map.entry(
                    "headers_too_large",
                    "the headers were larger than `limits.max-header-bytes`, or one than its route lets through"),
            Map.entry("body_too_large", "the body was larger than its limit"),
            Map.entry("request_timeout", "the request took too long to arrive"),
            Map.entry(
                    "token_invalid", "a token was shown that is not believed: its signature, issuer, audience or time"),
            Map.entry("denied", "the policy said no"),
            Map.entry("policy_failed", "the policy could not be asked, so nobody passes"),
            Map.entry("route_not_found", "no route took the request"),
            Map.entry("rate_limited", "the address sent more than `limits.requests-per-second-per-address`"),
            Map.entry("overloaded", "as many requests were in flight as `limits.max-requests` allows"),
            Map.entry("upstream_identity", "the backend did not prove to be whom the route names, so it got nothing"),
            Map.entry("connection_refused", "nobody listened where the backend should be"),
            Map.entry("upstream_tls", "no TLS connection to the backend came about"),
            Map.entry("upstream_unknown_host", "the name of the backend is not known"),
            Map.entry("upstream_reset", "the backend broke the connection off before its answer"),
            Map.entry("connect_timeout", "the connection to the backend took longer than `connect-timeout`"),
            Map.entry("handshake_timeout", "the handshake with the backend took too long"),
            Map.entry("response_timeout", "the backend took longer than `response-timeout` to answer"),
            Map.entry("pool_exhausted", "too many requests waited for a connection to the backend"),
            Map.entry("pool_timeout", "no connection to the backend became free in time"),
            Map.entry("upstream_unavailable", "no endpoint of the backend could be used"),
            Map.entry("bad_gateway", "the backend failed"),
            Map.entry("internal_error", "the gateway failed; its log has this trace id"));

    private static final Map<String, String> OF_ENDS = Map.of(
            "ok", "the answer left in full",
            "denied", "the policy said no",
            "client_abort", "the client went away before the answer was complete",
            "reset", "the backend broke the connection off",
            "timeout", "a deadline passed");

    private Meanings() {}

    static String of(PastRequest request) {
        Optional<String> error = request.text("error_type");
        if (request.isAudited()) {
            return "the policy said no, and the ruleset is in audit mode: it was let through";
        }
        return error.map(word -> OF_ERRORS.getOrDefault(word, "it failed as `" + word + "`"))
                .or(() -> request.text("end").map(word -> OF_ENDS.getOrDefault(word, "it ended as `" + word + "`")))
                .orElse("how it ended is not told");
    }
}
