package dev.gatehouse.telemetry.fleet;

import dev.gatehouse.telemetry.read.NumberSet;

/** Which numbers of one start of a gateway were read from one partition, and when the last of them came. */
record Seen(NumberSet numbers, long lastMillis) {

    static Seen ofText(String text) {
        int end = text.indexOf(' ');
        return new Seen(NumberSet.ofText(text.substring(end + 1)), Long.parseLong(text.substring(0, end)));
    }

    String toText() {
        return lastMillis + " " + numbers.toText();
    }
}
