package dev.gatehouse.ingress.upstream;

/** One place where a backend answers. The host of an IPv6 address has no brackets. */
public record Endpoint(String scheme, String host, int port) {

    public boolean isTls() {
        return scheme.equals("https");
    }

    /** As it is written in an URI. */
    @Override
    public String toString() {
        return scheme + "://" + (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}
