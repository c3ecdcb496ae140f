package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Formulas at random over few words, and all situations that such formulas could tell apart. */
final class RandomFormulas {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static final List<String> VALUES = List.of("a", "b", "c,d");
    private static final List<List<String>> HEADERS = List.of(
            List.of(),
            List.of(""),
            List.of("a"),
            List.of("b"),
            List.of("c,d"),
            List.of("z"),
            List.of("z,z"),
            List.of("a", "b"));
    private static final List<byte[]> BLOCKS = List.of(
            new byte[] {10, 0, 0, 0},
            new byte[] {10, 0, 0, (byte) 128},
            new byte[] {10, 0, 0, (byte) 192},
            new byte[] {0, 0, 0, 0},
            new byte[16],
            new byte[] {32, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    private static final List<Integer> LENGTHS = List.of(24, 25, 26, 0, 0, 16);
    private static final List<Instant> BOUNDARIES = List.of(
            Instant.parse("2026-11-01T00:00:00Z"),
            NOW,
            Instant.parse("2026-12-01T00:00:00Z"),
            Instant.parse("2027-01-01T00:00:00Z"));

    private final Random random;

    RandomFormulas(long seed) {
        random = new Random(seed);
    }

    /** Every situation, by kinds: each of these sets one attribute, and all of their combinations count. */
    static List<Situation> universe() {
        List<Situation> all = new ArrayList<>();
        for (List<String> header : HEADERS) {
            for (List<String> claim : claims()) {
                for (byte[] client : clients()) {
                    for (Instant at : List.of(NOW, BOUNDARIES.get(2), BOUNDARIES.get(3))) {
                        all.add(Situation.silentAt(at)
                                .withHeader("h", header)
                                .withClaim("c", claim)
                                .withClient(client));
                    }
                }
            }
        }
        return all;
    }

    private static List<List<String>> claims() {
        List<List<String>> all = new ArrayList<>();
        List<String> values = List.of("a", "b", "c,d", "z", "");
        for (int chosen = 0; chosen < 1 << values.size(); chosen++) {
            List<String> claim = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                if ((chosen & 1 << i) != 0) {
                    claim.add(values.get(i));
                }
            }
            all.add(claim);
        }
        all.add(List.of("z", "z"));
        all.add(List.of("a", "a"));
        return all;
    }

    private static List<byte[]> clients() {
        List<byte[]> all = new ArrayList<>();
        all.add(new byte[0]);
        for (int last : new int[] {1, 129, 193}) {
            all.add(new byte[] {10, 0, 0, (byte) last});
            byte[] mapped = new byte[16];
            mapped[10] = (byte) 0xff;
            mapped[11] = (byte) 0xff;
            mapped[12] = 10;
            mapped[15] = (byte) last;
            all.add(mapped);
        }
        all.add(new byte[] {11, 0, 0, 1});
        byte[] other = new byte[16];
        other[0] = 32;
        other[1] = 1;
        all.add(other);
        all.add(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        byte[] elsewhere = new byte[16];
        elsewhere[10] = (byte) 0xff;
        elsewhere[11] = (byte) 0xff;
        elsewhere[12] = 11;
        all.add(elsewhere);
        return all;
    }

    Formula formula(int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextInt(5) == 0 ? Formula.during(period()) : Formula.of(new Fact.Met(requirement()));
        }
        List<Formula> parts = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i >= 0; i--) {
            Formula part = formula(depth - 1);
            parts.add(random.nextInt(3) == 0 ? part.negated() : part);
        }
        return random.nextInt(3) > 0 ? Formula.allOf(parts) : Formula.anyOf(parts);
    }

    private Requirement requirement() {
        return switch (random.nextInt(3)) {
            case 0 -> new Requirement(new Attribute.Header("h"), condition(4));
            case 1 -> new Requirement(new Attribute.Claim("c"), condition(5));
            default ->
                new Requirement(
                        new Attribute.ClientAddress(),
                        random.nextInt(4) == 0 ? Condition.present() : Condition.within(blocks()));
        };
    }

    private Condition condition(int kinds) {
        return switch (random.nextInt(kinds)) {
            case 0 -> Condition.present();
            case 1 -> Condition.oneOf(values());
            case 2, 3 -> Condition.noneOf(values());
            default -> Condition.has(values().get(0));
        };
    }

    private List<String> values() {
        List<String> values = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            values.add(VALUES.get(random.nextInt(VALUES.size())));
        }
        return values;
    }

    private List<AddressPrefix> blocks() {
        List<AddressPrefix> blocks = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            int one = random.nextInt(BLOCKS.size());
            blocks.add(AddressPrefix.of(BLOCKS.get(one), LENGTHS.get(one), "block " + one));
        }
        return blocks;
    }

    private Period period() {
        int start = random.nextInt(BOUNDARIES.size() - 1);
        int end = start + 1 + random.nextInt(BOUNDARIES.size() - 1 - start);
        return new Period(BOUNDARIES.get(start), BOUNDARIES.get(end));
    }
}
