package dev.gatehouse.gateway.config;

import dev.gatehouse.policy.ruleset.TestSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code tests} of a ruleset; whether they are calls that make sense is checked by the engine. */
final class TestReader {
    private static final List<String> KEYS =
            List.of("from", "on-behalf-of", "send", "headers", "claims", "client", "at", "expect", "because");

    // Stands for a test that could not be read, so that those behind it keep their numbers.
    private static final TestSource NO_TEST =
            new TestSource("", null, "", Map.of(), Map.of(), null, null, "", null, "");

    private TestReader() {}

    static List<TestSource> read(Value value) {
        List<TestSource> tests = new ArrayList<>();
        for (Value item : value.items("tests")) {
            tests.add(item.section("test", KEYS).map(TestReader::test).orElse(NO_TEST));
        }
        return tests;
    }

    private static TestSource test(Section section) {
        return new TestSource(
                section.needText("from").orElse(""),
                section.text("on-behalf-of").orElse(null),
                section.needText("send").orElse(""),
                valuesByName(section, "headers"),
                valuesByName(section, "claims"),
                section.get("client")
                        .flatMap(value -> value.text("client").flatMap(text -> AddressBlocks.readOne(text, value)))
                        .orElse(null),
                section.text("at").orElse(null),
                section.needText("expect").orElse(""),
                section.text("because").orElse(null),
                section.self().position());
    }

    /** Each name with its value, or with a list of them. */
    private static Map<String, List<String>> valuesByName(Section section, String key) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        section.get(key)
                .flatMap(value -> value.mapping(key))
                .ifPresent(
                        mapping -> mapping.entries().forEach((name, value) -> values.put(name, value.oneOrMore(name))));
        return values;
    }
}
