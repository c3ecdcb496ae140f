package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.tls.ClientAuth;
import dev.gatehouse.ingress.tls.KeyMaterial;
import java.util.Optional;

/** A port for outsiders: with TLS, or in clear text without it. */
public record ListenerConfig(String name, String host, int port, Optional<Tls> tls) {

    /** What the listener shows to its clients, and whether they have to show something, too. */
    public record Tls(KeyMaterial key, ClientAuth clientAuth) {}
}
