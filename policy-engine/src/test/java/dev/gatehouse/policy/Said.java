package dev.gatehouse.policy;

import java.util.List;
import java.util.Map;

/** The attributes of a call, as a test states them. */
record Said(Map<String, List<String>> headers, Map<String, List<String>> claims, List<Integer> octets)
        implements Attributes {

    static Said header(String name, String... values) {
        return new Said(Map.of(name, List.of(values)), Map.of(), List.of());
    }

    static Said claim(String name, String... values) {
        return new Said(Map.of(), Map.of(name, List.of(values)), List.of());
    }

    static Said address(Integer... octets) {
        return new Said(Map.of(), Map.of(), List.of(octets));
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
        byte[] bytes = new byte[octets.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = octets.get(i).byteValue();
        }
        return bytes;
    }
}
