package dev.gatehouse.policy;

import java.util.List;

/** The attributes of a call that has none. */
enum NoAttributes implements Attributes {
    INSTANCE;

    private static final byte[] NO_ADDRESS = {};

    @Override
    public List<String> header(String lowerCaseName) {
        return List.of();
    }

    @Override
    public List<String> claim(String name) {
        return List.of();
    }

    @Override
    public byte[] clientAddress() {
        return NO_ADDRESS;
    }
}
