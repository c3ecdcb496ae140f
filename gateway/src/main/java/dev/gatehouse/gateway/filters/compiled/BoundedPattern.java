package dev.gatehouse.gateway.filters.compiled;

import java.util.regex.Pattern;

/**
 * A regular expression that may only read so many characters of what a stranger sent.
 *
 * <p>An expression such as {@code (a+)+} needs time that grows exponentially with its input, on an event
 * loop. Every character that the matcher looks at is counted; past the budget the match fails with an
 * exception, which the router answers with a refusal.
 */
public final class BoundedPattern {
    private static final int READS_PER_MATCH = 100_000;

    private final Pattern pattern;

    public BoundedPattern(String expression) {
        pattern = Pattern.compile(expression);
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        return pattern.matcher(new Metered(text)).matches();
    }

    /** The text with everything that matches replaced, groups filled in. */
    String replaceAll(String text, String replacement) {
        return pattern.matcher(new Metered(text)).replaceAll(replacement);
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** A text that counts how often it is looked at. */
    private static final class Metered implements CharSequence {
        private final String text;
        private int reads;

        Metered(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++reads > READS_PER_MATCH) {
                throw new IllegalStateException("a regular expression took too long");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
