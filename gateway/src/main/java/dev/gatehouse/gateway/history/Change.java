package dev.gatehouse.gateway.history;

/**
 * What calls of one kind come to: who calls whom with what, what became of it, and what the candidate makes of it.
 *
 * <p>{@code rule} is the candidate's rule that decides or came nearest, {@code because} the reason why nothing can be
 * told, if so; the other of the two is empty.
 */
record Change(String caller, String callee, String method, String template, String turn, String rule, String because) {
    static final String CANNOT_BE_TOLD = "cannot be told";

    static Change of(RecordedCall call, Foreseen.Decided decided) {
        return new Change(
                call.source().name(),
                decided.service(),
                call.method(),
                call.template(),
                call.outcome() + " -> " + decided.outcome(),
                decided.rule(),
                "");
    }

    static Change of(RecordedCall call, Foreseen.Undecidable undecidable) {
        return new Change(
                call.source().name(),
                call.service(),
                call.method(),
                call.template(),
                CANNOT_BE_TOLD,
                "",
                undecidable.reason());
    }
}
