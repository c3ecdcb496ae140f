package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.AddressPrefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The attributes of a call that somebody wrote down, headers by their lower-case name. */
record StatedAttributes(
        Map<String, List<String>> headers,
        Map<String, List<String>> claims,
        @Nullable AddressPrefix client) implements Attributes {
    private static final byte[] UNKNOWN = {};

    StatedAttributes {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /** The same, with claims that the caller's token must carry to prove who they are. */
    StatedAttributes proven(Map<String, String> proof) {
        Map<String, List<String>> all = new LinkedHashMap<>(claims);
        proof.forEach((claim, value) -> {
            List<String> values = new ArrayList<>(all.getOrDefault(claim, List.of()));
            if (!values.contains(value)) {
                values.add(value);
            }
            all.put(claim, values);
        });
        return new StatedAttributes(headers, all, client);
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
        return client == null ? UNKNOWN : client.firstAddress();
    }

    /** As in {@code , header x-tenant: a, client 10.0.0.1}; empty text when nothing was said. */
    String shown() {
        StringJoiner text = new StringJoiner(", ", ", ", "").setEmptyValue("");
        headers.forEach((name, values) -> text.add("header " + name + ": " + String.join(" and ", values)));
        claims.forEach((name, values) -> text.add("claim " + name + ": " + String.join(" and ", values)));
        if (client != null) {
            text.add("client " + client);
        }
        return text.toString();
    }
}
