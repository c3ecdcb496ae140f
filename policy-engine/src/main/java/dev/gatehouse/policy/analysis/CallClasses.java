package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts all calls to a service into classes, in one policy, or in several at once so that they can be compared.
 *
 * <p>Classes of requests that no rule and no gate speaks of are left out: everybody is denied there. The cost
 * follows what the rules name, not how many callers there are.
 */
public final class CallClasses {
    private final List<CompiledPolicy> policies;
    private final CallerGroups groups;
    private final Standings standings;

    private CallClasses(List<CompiledPolicy> policies, List<Caller> callers) {
        this.policies = List.copyOf(policies);
        groups = new CallerGroups(callers);
        standings = new Standings(callers);
    }

    /** Of one policy, with everybody whom it names as a caller. */
    public static CallClasses of(CompiledPolicy policy) {
        return of(
                List.of(policy),
                policy.identities().all().stream().map(Caller::of).toList());
    }

    /** Of several policies, with these callers, each of them as every policy sees them. */
    public static CallClasses of(List<CompiledPolicy> policies, List<Caller> callers) {
        return new CallClasses(policies, callers);
    }

    /** The calls to one service, those with the shortest paths first. */
    public Calls to(String service) {
        ServiceCalls calls = of(service);
        return new Calls(calls.areComplete(), calls.cells().flatMap(calls::in));
    }

    ServiceCalls of(String service) {
        List<Target> targets =
                policies.stream().map(policy -> Target.of(policy, service)).toList();
        Cells cells = new Cells(targets.stream().map(Target::ruleset).toList());
        return new ServiceCalls(service, targets, cells, groups, standings);
    }

    /**
     * The calls that one target is asked for in each policy, whatever it is called there, also cut where the
     * rules of {@code beside} tell requests apart; a cell has their candidates behind those of the targets. Only
     * paths that one of {@code wanted} matches are looked at: templates of the targets, or one that matches all.
     */
    public Calls between(List<Target> targets, List<Ruleset> beside, Collection<PathTemplate> wanted) {
        List<Ruleset> cut = Stream.concat(targets.stream().map(Target::ruleset), beside.stream())
                .toList();
        ServiceCalls calls = new ServiceCalls("", targets, Cells.within(wanted, cut), groups, standings);
        return new Calls(calls.areComplete(), calls.cells().flatMap(calls::in));
    }

    /** Classes of calls, made one after the other, and whether these are all that there are. */
    public record Calls(boolean areComplete, Stream<CallClass> classes) {}
}
