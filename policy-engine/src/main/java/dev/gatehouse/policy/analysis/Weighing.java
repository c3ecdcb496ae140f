package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.analysis.Outlook.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Weighs all that a call may have been: whether any of it is allowed, and whether any is denied. */
final class Weighing {
    private static final String TOO_LONG = "more cases than could be looked at";

    private final PartialCall call;
    private final Set<String> hinges = new LinkedHashSet<>();
    private Optional<AccessRequest> allowed = Optional.empty();
    private Optional<AccessRequest> denied = Optional.empty();
    private boolean gaveUp;

    Weighing(PartialCall call) {
        this.call = call;
    }

    /** The outlook of a call that is in one of these classes. */
    Outlook of(List<CallClass> classes, boolean areAll) {
        List<Formula> answers = new ArrayList<>();
        for (CallClass calls : classes) {
            Formula answer = calls.isAllowed(0).given(call.said()::of);
            answers.add(answer);
            weigh(calls, answer);
        }
        if (!areAll || gaveUp) {
            hinges.add(TOO_LONG);
            return new Outlook(Answer.UNDECIDED, List.copyOf(hinges), allowed, denied);
        }
        if (allowed.isEmpty() || denied.isEmpty()) {
            return Outlook.certain(allowed.isPresent());
        }
        if (answers.stream()
                .skip(1)
                .anyMatch(answer ->
                        Hinges.differ(answer, answers.get(0), call.said().at()))) {
            hinges.add("the path within `" + call.path() + "`");
        }
        return new Outlook(Answer.UNDECIDED, List.copyOf(hinges), allowed, denied);
    }

    private void weigh(CallClass calls, Formula answer) {
        Optional<Situation> yes = find(answer);
        Optional<Situation> no = find(answer.negated());
        if (allowed.isEmpty()) {
            allowed = yes.map(situation -> request(calls, situation));
        }
        if (denied.isEmpty()) {
            denied = no.map(situation -> request(calls, situation));
        }
        if (yes.isPresent() && no.isPresent()) {
            Hinges.of(answer, call.said().at()).forEach(attribute -> hinges.add(attribute.shown()));
        }
    }

    private Optional<Situation> find(Formula formula) {
        SearchResult result = Search.find(formula, call.said().at());
        gaveUp |= result.gaveUp();
        return result.situation();
    }

    /** The call with what is known, and what was found for the rest. */
    private AccessRequest request(CallClass calls, Situation found) {
        Situation whole = call.said().completedBy(found);
        return new AccessRequest(
                call.caller(),
                call.label(),
                call.service(),
                call.method(),
                calls.cell().path(),
                whole,
                whole.at());
    }
}
