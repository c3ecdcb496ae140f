package dev.gatehouse.policy;

import java.util.List;

/**
 * What is decided about all calls that differ only in what requirements look at: the first of the steps whose
 * requirements are met decides, and when there is none, {@code otherwise} is the decision.
 */
final class Verdict extends Kept {
    private static final Step[] NO_STEPS = {};

    private final Step[] steps;
    private final Decision otherwise;

    Verdict(long key, List<Step> steps, Decision otherwise) {
        super(key);
        this.steps = steps.isEmpty() ? NO_STEPS : steps.toArray(Step[]::new);
        this.otherwise = otherwise;
    }

    @Override
    int weight() {
        return 1 + steps.length;
    }

    Decision decide(Attributes attributes) {
        for (Step step : steps) {
            if (step.fits(attributes)) {
                return step.decision;
            }
        }
        return otherwise;
    }

    /** A rule that matches these calls but for its requirements. */
    static final class Step {
        private final Requirement[] requirements;
        private final Decision decision;

        Step(Requirement[] requirements, Decision decision) {
            this.requirements = requirements;
            this.decision = decision;
        }

        private boolean fits(Attributes attributes) {
            for (Requirement requirement : requirements) {
                if (!requirement.isMetBy(attributes)) {
                    return false;
                }
            }
            return true;
        }
    }
}
