package dev.gatehouse.gateway.differential;

/** The two paths on which every case travels; a host of the same length leads to each. */
enum Lane {
    FAST("fast.example"),
    FILTER("wide.example");

    private final String host;

    Lane(String host) {
        this.host = host;
    }

    String host() {
        return host;
    }

    /** Written once for both: {@code HOST} stands for the host that leads the case here, {@code LANE} for the lane. */
    String address(String bytes, String name) {
        return bytes.replace("HOST", name + "." + host).replace("LANE", host);
    }
}
