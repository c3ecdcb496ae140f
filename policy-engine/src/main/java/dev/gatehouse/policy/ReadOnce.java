package dev.gatehouse.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of a call for one that asks for the same ones over and over; for one thread. */
final class ReadOnce implements Attributes {
    private final Attributes attributes;
    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, List<String>> claims = new HashMap<>();
    private byte @Nullable [] address;

    ReadOnce(Attributes attributes) {
        this.attributes = attributes;
    }

    @Override
    public List<String> header(String lowerCaseName) {
        return headers.computeIfAbsent(lowerCaseName, attributes::header);
    }

    @Override
    public List<String> claim(String name) {
        return claims.computeIfAbsent(name, attributes::claim);
    }

    @Override
    public byte[] clientAddress() {
        byte[] known = address;
        if (known == null) {
            known = attributes.clientAddress();
            address = known;
        }
        return known;
    }
}
