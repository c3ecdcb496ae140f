package dev.gatehouse.ingress.upstream;

/** One place where a backend answers. The host of an IPv6 address has no brackets. */
public record Endpoint(String scheme, String host, int port) {

    public boolean isTls() {
        return scheme.equals("https");
    }

    /** As a request names it: the host, with the port unless it is the usual one of the scheme. */
    public String authority() {
        String shown = host.indexOf(':') >= 0 ? '[' + host + ']' : host;
        return port == (isTls() ? 443 : 80) ? shown : shown + ':' + port;
    }

    /** As it is written in an URI. */
    @Override
    public String toString() {
        return scheme + "://" + (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}
