package dev.gatehouse.policy;

import java.util.List;
import java.util.Map;

/** The attributes of a call, as a test states them. */
record Said(Map<String, List<String>> headers, Map<String, List<String>> claims, byte... clientAddress)
        implements Attributes {

    static Said header(String name, String... values) {
        return new Said(Map.of(name, List.of(values)), Map.of());
    }

    static Said claim(String name, String... values) {
        return new Said(Map.of(), Map.of(name, List.of(values)));
    }

    static Said address(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return new Said(Map.of(), Map.of(), bytes);
    }

    @Override
    public List<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of());
    }

    @Override
    public List<String> claim(String name) {
        return claims.getOrDefault(name, List.of());
    }
}
