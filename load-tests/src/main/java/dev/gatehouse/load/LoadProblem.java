package dev.gatehouse.load;

/** Something that the person at the terminal can put right; its message says what. */
public final class LoadProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public LoadProblem(String message) {
        super(message);
    }

    public LoadProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
