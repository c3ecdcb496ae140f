package dev.gatehouse.gateway.config;

/**
 * Text as a terminal shows it and nothing more: what would move the cursor, change colours or turn the direction of
 * writing is a question mark. Files and recorded requests may hold such letters.
 */
public final class PlainText {
    private static final char INSTEAD = '?';
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private PlainText() {}

    /** On one line, letter for letter: a tab, too, is as wide as a space. */
    public static String line(String text) {
        return plain(text, false);
    }

    /** The same, with its line breaks. */
    public static String lines(String text) {
        return plain(text, true);
    }

    private static String plain(String text, boolean areLinesKept) {
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\n' && areLinesKept) {
                letters.append(letter);
            } else if (letter == '\t') {
                letters.append(' ');
            } else {
                letters.append(isSeen(letter) ? letter : INSTEAD);
            }
        }
        return letters.toString();
    }

    private static boolean isSeen(char letter) {
        return !Character.isISOControl(letter)
                && Character.getType(letter) != Character.FORMAT
                && letter != LINE_SEPARATOR
                && letter != PARAGRAPH_SEPARATOR;
    }
}
