package dev.gatehouse.gateway.explain;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.gateway.config.PublicText;
import dev.gatehouse.gateway.config.Rules;
import dev.gatehouse.gateway.config.RulesResult;
import dev.gatehouse.ingress.admission.TrustedProxies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A request to explain by the rules of a small shop, made up word by word. */
record Asked(
        String from,
        List<String> behalf,
        String method,
        String target,
        Map<String, List<String>> headers,
        Map<String, List<String>> claims,
        String client,
        Instant at) {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Rules SHOP = rules("shop.yaml");

    static Asked call(String from, String method, String target) {
        return new Asked(from, List.of(), method, target, Map.of(), Map.of(), "192.0.2.7", NOON);
    }

    Asked onBehalfOf(String... others) {
        return new Asked(from, List.of(others), method, target, headers, claims, client, at);
    }

    Asked with(String header, String... values) {
        Map<String, List<String>> more = new HashMap<>(headers);
        more.put(header, List.of(values));
        return new Asked(from, behalf, method, target, more, claims, client, at);
    }

    Asked at(String moment) {
        return new Asked(from, behalf, method, target, headers, claims, client, Instant.parse(moment));
    }

    Explanation explained() {
        return explained(SHOP);
    }

    Explanation explained(Rules rules) {
        return new Explainer(rules, TrustedProxies.none(), NOON).explain(who(rules), question());
    }

    Question question() {
        return Question.of(method, target, "shop.example", headers, claims, address(client), at);
    }

    Who who(Rules rules) {
        return WhoResult.of(rules.policy(), from, behalf).who().orElseThrow();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Rules rules(String name) {
        return read(name, resource(name));
    }

    static Rules read(String name, String yaml) {
        RulesResult read = new ConfigLoader(Clock.fixed(NOON, ZoneOffset.UTC), Map.of())
                .rules(List.of(new PublicText(name, yaml)));
        return read.rules().orElseThrow(() -> new AssertionError(ProblemPrinter.print(read.problems())));
    }

    static String resource(String name) {
        try (InputStream in = Asked.class.getResourceAsStream("/explain/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
