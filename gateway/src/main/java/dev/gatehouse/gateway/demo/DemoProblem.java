package dev.gatehouse.gateway.demo;

/**
 * Why the demonstration cannot go on, as one sentence for the person at the terminal.
 *
 * <p>An exception rather than a value, because it leaves from the middle of a start that has to be undone stage by stage.
 */
public final class DemoProblem extends Exception {
    private static final long serialVersionUID = 1;

    DemoProblem(String sentence) {
        super(sentence);
    }

    DemoProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
