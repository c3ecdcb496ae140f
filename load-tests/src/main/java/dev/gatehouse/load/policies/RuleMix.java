package dev.gatehouse.load.policies;

import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.RuleSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes up the rules of one service, one after the other.
 *
 * <p>Every allow rule has a resource of its own, so none makes another one idle. Of a hundred rules about ninety
 * allow; of those, thirty are about a whole folder, twenty about the items of one, twenty about one path, the
 * others have a wildcard before their end.
 */
final class RuleMix {
    private static final List<String> RESOURCES =
            List.of("entries", "accounts", "reports", "carts", "labels", "routes", "quotes", "prices");
    private static final String IN_FORCE = "2026-01-01/2099-01-01";
    private static final String NOT_YET = "2098-12-24T00:00Z/2098-12-27T00:00Z";

    private final Cast cast;
    private final Cast.Member service;
    private final Random random;
    private final List<RuleSource> allow = new ArrayList<>();
    private final List<RuleSource> deny = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();

    RuleMix(Cast cast, Cast.Member service, long seed) {
        this.cast = cast;
        this.service = service;
        random = new Random(seed);
    }

    List<RuleSource> allow() {
        return List.copyOf(allow);
    }

    List<RuleSource> deny() {
        return List.copyOf(deny);
    }

    /** Adds the rule of this number within the service; the first one is always about a folder. */
    void add(int number) {
        String resource = RESOURCES.get(number % RESOURCES.size()) + "-" + number;
        int kind = number == 0 ? 0 : random.nextInt(100);
        if (kind < 30) {
            String folder = below("v2", resource);
            folders.add(folder);
            allow("read-" + resource, "GET " + folder + "/**");
        } else if (kind < 50) {
            String items = below("v1", resource) + "/*";
            allow("keep-" + resource, "GET " + items, "PUT " + items);
        } else if (kind < 70) {
            allow("post-" + resource, "POST " + below("v1", resource));
        } else if (kind < 80) {
            allow("list-" + resource, "GET " + below("v1", "*", resource));
        } else if (kind < 86) {
            allow("own-" + resource, "* " + below("v3", resource, "**"));
        } else if (kind < 90) {
            allow("find-" + resource, "GET " + below("**", resource));
        } else {
            String folder = folders.get(random.nextInt(folders.size()));
            deny("close-" + resource, "* " + folder + "/closed-" + number + "/**");
        }
    }

    /** Adds an allow rule for this one caller. */
    String addFor(Cast.Member caller, int number) {
        String request = "POST " + below("v1", "drop-" + number);
        allow.add(new RuleSource("drop-" + number, List.of(caller.name()), List.of(request), Map.of(), null, null));
        return request;
    }

    private String below(String... segments) {
        return "/" + service.name() + "/" + String.join("/", segments);
    }

    private void allow(String name, String... requests) {
        allow.add(new RuleSource(name, callers(6, 8), List.of(requests), conditions(), during(), null));
    }

    private void deny(String name, String request) {
        deny.add(new RuleSource(name, callers(0, 50), List.of(request), Map.of(), during(), "CHG-" + name.length()));
    }

    /** By level, anybody, or one to four names, which is the usual. */
    private List<String> callers(int byLevel, int anybody) {
        int kind = random.nextInt(100);
        if (kind < byLevel) {
            return List.of("level>=" + (random.nextBoolean() ? "restricted" : service.floor()));
        }
        if (kind < anybody) {
            return List.of("any");
        }
        int count = 1 + Math.min(random.nextInt(4), random.nextInt(4));
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            names.add(cast.nextCallerOf(service).name());
        }
        return List.copyOf(names);
    }

    private Map<String, Condition> conditions() {
        Map<String, Condition> when = new LinkedHashMap<>();
        int kind = random.nextInt(100);
        if (kind < 6) {
            when.put("header.x-tenant", Condition.present());
        } else if (kind < 9) {
            when.put("header.x-tenant", Condition.oneOf(List.of("a", "b")));
        } else if (kind < 11) {
            when.put("claim.groups", Condition.has("auditors"));
        } else if (kind < 13) {
            when.put("client.address", Condition.within(List.of(block(random.nextInt(200)))));
        } else if (kind < 14) {
            when.put("header.x-region", Condition.equalTo("north"));
            when.put("claim.groups", Condition.has("writers"));
        }
        return when;
    }

    private static AddressPrefix block(int number) {
        return AddressPrefix.of(new byte[] {10, (byte) number, 0, 0}, 16, "10." + number + ".0.0/16");
    }

    private @Nullable String during() {
        int kind = random.nextInt(100);
        return kind < 2 ? IN_FORCE : kind < 3 ? NOT_YET : null;
    }
}
