package dev.gatehouse.gateway.history;

import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.Attributes;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Map;

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
