package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.path.PathTemplate;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/**
 * Judges calls of which not everything is known, by every way in which the rest could have been.
 *
 * <p>What is worked out about a service and its templates is kept for the next call, so one of these serves
 * many calls, on one thread.
 */
public final class Outlooks {
    private static final int RECENT = 10_000;

    private final CompiledPolicy policy;
    private final Map<Frame, Cells> cells = new HashMap<>();
    private final Map<String, NavigableSet<Instant>> stretches = new HashMap<>();
    private final Map<PartialCall, Outlook> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PartialCall, Outlook> eldest) {
            return size() > RECENT;
        }
    };

    public Outlooks(CompiledPolicy policy) {
        this.policy = policy;
    }

    /** A service, and the templates within which calls to it are looked at. */
    private record Frame(String service, List<PathTemplate> templates) {}

    public Outlook of(PartialCall call) {
        if (call.service().isEmpty()) {
            return Outlook.certain(true);
        }
        // Recorded calls repeat themselves, apart from their moments, of which the rules tell few apart.
        PartialCall alike = call.at(stretchOf(call));
        Outlook known = recent.get(alike);
        if (known == null) {
            known = judge(alike);
            recent.put(alike, known);
        }
        return known.at(call.said().at());
    }

    /** The moment from which on the call would have met the same rules until it came. */
    private Instant stretchOf(PartialCall call) {
        NavigableSet<Instant> boundaries = stretches.computeIfAbsent(
                call.service(), service -> Target.of(policy, service).boundaries());
        Instant start = boundaries.floor(call.said().at());
        return start == null ? Instant.MIN : start;
    }

    private Outlook judge(PartialCall call) {
        Target target = Target.of(policy, call.service());
        if (call.path() instanceof KnownPath.Within within) {
            Cells cut = cells(target, call.service(), within.templates());
            List<CallClass> classes = cut.framed(call.method())
                    .map(cell -> classOf(call, target, cell))
                    .toList();
            return new Weighing(call).of(classes, cut.areComplete());
        }
        KnownPath.Exactly exactly = (KnownPath.Exactly) call.path();
        Cell cell = cells(target, call.service(), List.of()).at(call.method(), exactly.path());
        return new Weighing(call).of(List.of(classOf(call, target, cell)), true);
    }

    private Cells cells(Target target, String service, List<PathTemplate> templates) {
        return cells.computeIfAbsent(
                new Frame(service, templates), frame -> new Cells(List.of(target.ruleset()), templates));
    }

    private static CallClass classOf(PartialCall call, Target target, Cell cell) {
        Caller caller = Caller.of(call.caller());
        return new CallClass(
                call.service(),
                List.of(target),
                cell,
                new CallerGroup(caller, List.of(caller), Set.of()),
                new Standing(List.of(call.label()), List.of()));
    }
}
