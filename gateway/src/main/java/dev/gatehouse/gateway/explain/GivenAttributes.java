package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.Attributes;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a question says of a call beside its method and path; a change makes another one. */
final class GivenAttributes implements Attributes {
    private final Map<String, List<String>> headers;
    private final Map<String, List<String>> claims;
    private final byte[] client;

    private GivenAttributes(Map<String, List<String>> headers, Map<String, List<String>> claims, byte[] client) {
        this.headers = Map.copyOf(headers);
        this.claims = Map.copyOf(claims);
        this.client = client.clone();
    }

    static GivenAttributes of(HttpHeaders headers, Map<String, List<String>> claims, byte[] client) {
        Map<String, List<String>> lines = new HashMap<>();
        headers.names().forEach(name -> lines.put(name.toLowerCase(Locale.ROOT), headers.getAll(name)));
        return new GivenAttributes(lines, claims, client);
    }

    GivenAttributes withHeader(String name, List<String> values) {
        return new GivenAttributes(changed(headers, name, values), claims, client);
    }

    GivenAttributes withClaim(String name, List<String> values) {
        return new GivenAttributes(headers, changed(claims, name, values), client);
    }

    GivenAttributes withClient(byte[] address) {
        return new GivenAttributes(headers, claims, address);
    }

    private static Map<String, List<String>> changed(Map<String, List<String>> all, String name, List<String> values) {
        Map<String, List<String>> changed = new HashMap<>(all);
        changed.put(name, List.copyOf(values));
        return changed;
    }

    @Override
    public List<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of());
    }

    @Override
    public List<String> claim(String name) {
        return claims.getOrDefault(name, List.of());
    }

    @Override
    public byte[] clientAddress() {
        return client.clone();
    }
}
