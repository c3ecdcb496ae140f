package dev.gatehouse.gateway.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of ours with places like {@code @ledger-port@} to fill in. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("@([a-z][a-z-]*)@");

    private final String name;
    private final String text;

    private Template(String name, String text) {
        this.name = name;
        this.text = text;
    }

    static Template named(String name) {
        try (InputStream file = Template.class.getResourceAsStream("/demo/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the program was built without demo/" + name);
            }
            return new Template(name, new String(file.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text with every place filled in; a place that nobody fills is our mistake. */
    String fill(Map<String, String> values) {
        Matcher place = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException(name + " asks for " + place.group());
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return place.appendTail(filled).toString();
    }
}
