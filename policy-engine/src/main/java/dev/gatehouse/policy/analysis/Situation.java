package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Attributes;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a call says beside its method and path, and when: no more than is needed; no octets for any client. */
public record Situation(
        Map<String, List<String>> headers, Map<String, List<String>> claims, List<Byte> client, Instant at)
        implements Attributes {
    public Situation {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
        client = List.copyOf(client);
    }

    /** A call that says nothing, at this moment. */
    public static Situation silentAt(Instant at) {
        return new Situation(Map.of(), Map.of(), List.of(), at);
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
        byte[] octets = new byte[client.size()];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = client.get(i);
        }
        return octets;
    }

    public Situation withHeader(String name, List<String> values) {
        return new Situation(with(headers, name, values), claims, client, at);
    }

    public Situation withClaim(String name, List<String> values) {
        return new Situation(headers, with(claims, name, values), client, at);
    }

    public Situation withClient(byte[] address) {
        return new Situation(headers, claims, octets(address), at);
    }

    private static Map<String, List<String>> with(Map<String, List<String>> values, String name, List<String> own) {
        Map<String, List<String>> more = new LinkedHashMap<>(values);
        if (!own.isEmpty()) {
            more.put(name, List.copyOf(own));
        }
        return more;
    }

    private static List<Byte> octets(byte[] address) {
        Byte[] octets = new Byte[address.length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = address[i];
        }
        return List.of(octets);
    }
}
