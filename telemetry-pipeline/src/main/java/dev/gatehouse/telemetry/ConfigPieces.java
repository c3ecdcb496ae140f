package dev.gatehouse.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A configuration cut into pieces that each fit into a record.
 *
 * <p>A producer takes records up to 1 MB, and a letter takes up to six bytes in JSON, so a piece has at most
 * {@value #MOST_CHARS} letters. Two gateways may serve the same rules from files that are laid out differently;
 * {@code content} tells their pieces apart, for they have the same keys.
 */
record ConfigPieces(String content, List<Piece> pieces) {
    static final int MOST_CHARS = 128 * 1024;

    /** A part of a file; {@code file} is its number among the files. */
    record Piece(int file, String name, String text) {}

    static ConfigPieces of(ServedConfig config) {
        List<Piece> pieces = new ArrayList<>();
        MessageDigest digest = sha256();
        for (int i = 0; i < config.files().size(); i++) {
            ServedConfig.File file = config.files().get(i);
            digest.update((file.name().length() + ":" + file.text().length() + ":").getBytes(UTF_8));
            digest.update((file.name() + file.text()).getBytes(UTF_8));
            int from = 0;
            do {
                int to = endOfPiece(file.text(), from);
                pieces.add(new Piece(i, file.name(), file.text().substring(from, to)));
                from = to;
            } while (from < file.text().length());
        }
        return new ConfigPieces(HexFormat.of().formatHex(digest.digest()), pieces);
    }

    private static int endOfPiece(String text, int from) {
        int to = Math.min(from + MOST_CHARS, text.length());
        // Half a surrogate pair cannot be written.
        boolean isTorn = to < text.length() && Character.isHighSurrogate(text.charAt(to - 1));
        return isTorn ? to - 1 : to;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
