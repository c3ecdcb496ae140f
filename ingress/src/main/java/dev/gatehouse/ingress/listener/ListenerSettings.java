package dev.gatehouse.ingress.listener;

import io.netty.handler.ssl.SslContext;
import java.util.Optional;

/** One port to listen on: with a TLS context, or in clear text without one. Port 0 takes any free one. */
public record ListenerSettings(String name, String host, int port, Optional<SslContext> tls) {}
