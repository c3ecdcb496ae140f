package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.identity.Proof;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Calls at random to a policy of {@link TangledPolicies}: honest ones, and those that one would rather not get. */
final class TangledCalls {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "get");
    private static final List<CanonicalPath> PATHS = paths(
            "/",
            "/a",
            "/a/",
            "/b",
            "/a/b",
            "/b/a/b",
            "/a/x/c",
            "/a@b",
            "/a%40b",
            "/a%40b/c",
            "/c1",
            "/c2/",
            "/c5/z",
            "/x/y/z/b",
            "/b/1/2",
            "/zz",
            "/a/b/",
            "/caf%C3%A9/b");
    private static final List<Attributes> SAID = said();
    private static final List<Instant> MOMENTS = moments();

    private final Random random;
    private final List<Identity> callers;
    private final List<TrustLabel> labels = new ArrayList<>();

    TangledCalls(long seed, CompiledPolicy policy) {
        random = new Random(seed);
        callers = new ArrayList<>(policy.identities().all());
        callers.forEach(caller -> labels.add(caller.label()));
        // Somebody of another generation counts by name and label, whatever this policy says of that name.
        TrustLevel higher = new TrustLevel("secret", 9);
        labels.add(new TrustLabel(higher, Set.of("payments", "unheard-of")));
        labels.add(new TrustLabel(new TrustLevel("below", -1), Set.of()));
        callers.add(new Identity("web", labels.get(labels.size() - 2), higher, new Proof.Anonymous()));
        callers.add(new Identity("stranger", labels.get(0), higher, new Proof.Anonymous()));
    }

    AccessRequest next() {
        Identity caller = pick(callers);
        TrustLabel label = random.nextInt(4) > 0 ? caller.label() : pick(labels);
        String service = pick(TangledPolicies.SERVICES);
        if (random.nextInt(200) == 0) {
            service = random.nextBoolean() ? "nobody" : "anonymous";
        }
        return new AccessRequest(
                caller,
                random.nextInt(4) == 0 ? label.meet(pick(labels)) : label,
                service,
                pick(METHODS),
                pick(PATHS),
                pick(SAID),
                random.nextBoolean() ? ShopPolicy.NOW : pick(MOMENTS));
    }

    private static List<CanonicalPath> paths(String... texts) {
        List<CanonicalPath> paths = new ArrayList<>();
        for (String text : texts) {
            paths.add(CanonicalPath.from(text).path().orElseThrow());
        }
        return paths;
    }

    private static List<Attributes> said() {
        List<Map<String, List<String>>> headers = List.of(
                Map.of(),
                Map.of("tenant", List.of("a")),
                Map.of("tenant", List.of("b"), "region", List.of("eu")),
                Map.of("tenant", List.of("a", "b"), "region", List.of("us")),
                Map.of("tenant", List.of("b,a")),
                Map.of("tenant", List.of("")));
        List<Map<String, List<String>>> claims = List.of(
                Map.of(),
                Map.of("sub", List.of("a"), "groups", List.of("staff")),
                Map.of("groups", List.of("guests", "staff")),
                Map.of("groups", List.of("users"), "sub", List.of("a", "b")));
        List<List<Integer>> addresses = List.of(
                List.of(),
                List.of(10, 1, 2, 3),
                List.of(11, 0, 0, 1),
                List.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
                List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 9, 9, 9));
        List<Attributes> said = new ArrayList<>(List.of(
                Attributes.none(),
                new Unreadable("tenant"),
                new Unreadable("tenant"),
                new Unreadable("tenant"),
                new Unreadable("region")));
        for (Map<String, List<String>> header : headers) {
            for (Map<String, List<String>> claim : claims) {
                for (List<Integer> address : addresses) {
                    said.add(new Said(header, claim, address));
                }
            }
        }
        return said;
    }

    private static List<Instant> moments() {
        List<Instant> moments = new ArrayList<>(List.of(Instant.MIN, Instant.MAX, Instant.EPOCH));
        for (String written : TangledPolicies.MOMENTS) {
            Instant moment = written.indexOf('T') < 0
                    ? LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(written).toInstant();
            moments.addAll(List.of(moment.minusNanos(1), moment, moment.plusNanos(1)));
        }
        return moments;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** Attributes of which one header cannot be read. */
    record Unreadable(String broken) implements Attributes {
        @Override
        public List<String> header(String lowerCaseName) {
            if (lowerCaseName.equals(broken)) {
                throw new IllegalStateException("cannot read " + broken);
            }
            return List.of();
        }

        @Override
        public List<String> claim(String name) {
            return List.of();
        }

        @Override
        public byte[] clientAddress() {
            return new byte[0];
        }
    }
}
