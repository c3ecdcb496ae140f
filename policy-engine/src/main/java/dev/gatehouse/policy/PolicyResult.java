package dev.gatehouse.policy;

import java.util.List;
import java.util.Optional;

/** What became of a written policy: an engine that judges by it, or everything that is wrong with it. */
public sealed interface PolicyResult permits CompiledPolicy, RefusedPolicy {

    /** The compiled policy, empty when it was refused. */
    Optional<CompiledPolicy> compiled();

    /** Everything worth a word, in the order of the writing; only warnings when it was compiled. */
    List<PolicyProblem> problems();
}
