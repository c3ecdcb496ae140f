package dev.gatehouse.gateway.history;

import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.Attributes;
import dev.gatehouse.policy.analysis.KnownAttributes;
import io.netty.util.NetUtil;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes of a call that were recorded. What was not shows as absent, so whoever asks must first ask
 * {@link #isKnown}.
 */
final class PartialAttributes implements Attributes {
    private static final String CLIENT_ADDRESS = new Attribute.ClientAddress().written();
    private static final byte[] NO_ADDRESS = {};

    private final Map<String, List<String>> recorded;

    PartialAttributes(Map<String, List<String>> recorded) {
        this.recorded = recorded;
    }

    boolean isKnown(Attribute attribute) {
        return recorded.containsKey(attribute.written());
    }

    /** The same as the analysis takes it. */
    KnownAttributes knownAt(Instant at) {
        Map<String, List<String>> headers = new HashMap<>();
        Map<String, List<String>> claims = new HashMap<>();
        recorded.forEach((written, values) -> {
            Attribute attribute = Attribute.from(written).orElse(null);
            if (attribute instanceof Attribute.Header header) {
                headers.put(header.name(), values);
            } else if (attribute instanceof Attribute.Claim claim) {
                claims.put(claim.name(), values);
            }
        });
        byte[] client = clientAddress();
        Optional<List<Byte>> address = client.length == 0 ? Optional.empty() : Optional.of(boxed(client));
        return new KnownAttributes(headers, claims, address, at);
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> boxed = new ArrayList<>(bytes.length);
        for (byte octet : bytes) {
            boxed.add(octet);
        }
        return boxed;
    }

    @Override
    public List<String> header(String lowerCaseName) {
        return recorded.getOrDefault(new Attribute.Header(lowerCaseName).written(), List.of());
    }

    @Override
    public List<String> claim(String name) {
        return recorded.getOrDefault(new Attribute.Claim(name).written(), List.of());
    }

    @Override
    public byte[] clientAddress() {
        List<String> texts = recorded.getOrDefault(CLIENT_ADDRESS, List.of());
        byte[] address = texts.isEmpty() ? null : NetUtil.createByteArrayFromIpAddressString(texts.get(0));
        return address == null ? NO_ADDRESS : address;
    }
}
