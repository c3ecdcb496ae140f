package dev.gatehouse.load.policies;

import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Makes up calls that come near the rules of a policy: half of them are what a rule speaks of, the others miss it by
 * the caller, the method, the path or what the call says.
 */
public final class SampleCalls {
    private final List<String> identities;
    private final List<Aim> aims;
    private final Random random;

    private record Aim(String service, RuleSource rule) {}

    public SampleCalls(PolicySource policy, long seed) {
        identities = List.copyOf(policy.identities().keySet());
        aims = policy.rulesets().stream().flatMap(SampleCalls::aims).toList();
        random = new Random(seed);
    }

    private static Stream<Aim> aims(RulesetSource ruleset) {
        return Stream.concat(ruleset.allow().stream(), ruleset.deny().stream())
                .map(rule -> new Aim(ruleset.protects(), rule));
    }

    /** So many calls, each about a rule chosen at random. */
    public List<SampleCall> next(int count) {
        List<SampleCall> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Aim aim = aims.get(random.nextInt(aims.size()));
            calls.add(about(aim));
        }
        return calls;
    }

    private SampleCall about(Aim aim) {
        SampleCall hit = hit(aim);
        return switch (random.nextInt(10)) {
            case 0 -> hit.by(anybody());
            case 1 -> hit.by("anonymous");
            case 2 -> hit.sending("PATCH", hit.path());
            case 3 -> hit.sending(hit.method(), hit.path() + "-other");
            case 4 -> hit.bare();
            default -> hit;
        };
    }

    private SampleCall hit(Aim aim) {
        List<String> requests = aim.rule().requests();
        String request = requests.get(random.nextInt(requests.size()));
        int space = request.indexOf(' ');
        String method = request.substring(0, space);
        Map<String, String> headers = new HashMap<>();
        Map<String, String> claims = new HashMap<>();
        List<Integer> address = new ArrayList<>();
        aim.rule().when().forEach((attribute, condition) -> {
            if (condition instanceof Condition.Within within) {
                AddressPrefix block = within.prefixes().get(0);
                for (byte part : block.firstAddress()) {
                    address.add((int) part);
                }
            } else {
                boolean isHeader = attribute.startsWith("header.");
                String name = attribute.substring(attribute.indexOf('.') + 1);
                (isHeader ? headers : claims).put(name, value(condition));
            }
        });
        return new SampleCall(
                caller(aim.rule().from()),
                aim.service(),
                method.equals("*") ? "GET" : method,
                path(request.substring(space + 1)),
                headers,
                claims,
                address);
    }

    private static String value(Condition condition) {
        if (condition instanceof Condition.OneOf oneOf) {
            return oneOf.values().get(0);
        }
        return condition instanceof Condition.Has has ? has.value() : "acme";
    }

    private String caller(List<String> from) {
        String one = from.get(random.nextInt(from.size()));
        return one.equals("any") || one.startsWith("level>=") ? anybody() : one;
    }

    private String anybody() {
        return identities.get(random.nextInt(identities.size()));
    }

    private String path(String template) {
        StringBuilder path = new StringBuilder();
        for (String segment : template.substring(1).split("/", -1)) {
            switch (segment) {
                case "*" -> path.append("/item-").append(random.nextInt(1000));
                case "**" -> {
                    for (int i = random.nextInt(3); i > 0; i--) {
                        path.append("/part-").append(random.nextInt(1000));
                    }
                }
                default -> path.append('/').append(segment);
            }
        }
        return path.toString();
    }
}
