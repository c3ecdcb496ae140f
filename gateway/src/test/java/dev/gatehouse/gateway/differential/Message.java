package dev.gatehouse.gateway.differential;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One HTTP/1 message as it came: its lines, how its body was framed, and whether it came whole. */
record Message(
        String startLine, List<String> fields, Framing framing, String body, List<String> trailers, boolean isWhole) {
    private static final int SHOWN = 400;

    /** How the end of a body is told. */
    enum Framing {
        NONE,
        LENGTH,
        CHUNKED,
        CLOSE
    }

    Message {
        fields = List.copyOf(fields);
        trailers = List.copyOf(trailers);
    }

    int status() {
        return Integer.parseInt(startLine.split(" ", -1)[1]);
    }

    String method() {
        return startLine.substring(0, startLine.indexOf(' '));
    }

    String target() {
        return startLine.split(" ", -1)[1];
    }

    /** All values of a field, in their order; the name in lower case. */
    List<String> all(String name) {
        return fields.stream()
                .filter(field -> nameOf(field).equals(name))
                .map(field -> field.substring(field.indexOf(':') + 1).strip())
                .toList();
    }

    /** The values of a field as one list, empty when it is absent. */
    String one(String name) {
        return String.join(", ", all(name));
    }

    boolean has(String name) {
        return !all(name).isEmpty();
    }

    static String nameOf(String field) {
        return field.substring(0, Math.max(0, field.indexOf(':'))).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        String shown = body.length() <= SHOWN
                ? body
                : body.substring(0, SHOWN) + "… " + body.length() + " bytes, hash " + body.hashCode();
        return startLine
                + fields.stream().map(field -> "\n" + field).collect(Collectors.joining())
                + "\n[" + framing + (isWhole ? "" : ", broken off") + "]\n"
                + shown
                + trailers.stream().map(field -> "\ntrailer " + field).collect(Collectors.joining());
    }
}
