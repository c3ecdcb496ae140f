package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Attributes;
import java.util.List;

/** The attributes of a call of which only one is looked at: a header or a claim of that name, or the address. */
record Single(String name, List<String> header, List<String> claim, byte[] clientAddress) implements Attributes {
    private static final byte[] UNKNOWN = {};

    static Single header(String name, List<String> values) {
        return new Single(name, values, List.of(), UNKNOWN);
    }

    static Single claim(String name, List<String> values) {
        return new Single(name, List.of(), values, UNKNOWN);
    }

    static Single address(byte[] octets) {
        return new Single("", List.of(), List.of(), octets);
    }

    @Override
    public List<String> header(String lowerCaseName) {
        return lowerCaseName.equals(name) ? header : List.of();
    }

    @Override
    public List<String> claim(String claimName) {
        return claimName.equals(name) ? claim : List.of();
    }
}
