package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges calls of which not everything is known, by every way in which the rest could have been.
 *
 * <p>What is worked out about a service and its templates is kept for the next call, so one of these serves
 * many calls, on one thread.
 */
public final class Outlooks {
    private final CompiledPolicy policy;
    private final Map<Frame, Cells> cells = new HashMap<>();

    public Outlooks(CompiledPolicy policy) {
        this.policy = policy;
    }

    /** A service, and the templates within which calls to it are looked at. */
    private record Frame(String service, List<PathTemplate> templates) {}

    public Outlook of(PartialCall call) {
        if (call.service().isEmpty()) {
            return Outlook.certain(true);
        }
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
