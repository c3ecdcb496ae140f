package dev.gatehouse.gateway.config;

import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a rule demands of an attribute: {@code present}, a value, a list of values, or one of
 * {@code {equals: v}}, {@code {one-of: [v, w]}}, {@code {not: v}} and {@code {has: v}}. For
 * {@code client.address} the values are address blocks.
 */
final class ConditionReader {
    private static final String ADDRESS = "client.address";
    private static final List<String> FORMS = List.of("equals", "one-of", "not", "has");

    private ConditionReader() {}

    static Optional<Condition> read(String attribute, Value value) {
        if (attribute.equals(ADDRESS)) {
            return addresses(value);
        }
        if (value.isSequence()) {
            return some(value, attribute).map(Condition::oneOf);
        }
        if (value.isMapping()) {
            return value.section("condition on `" + attribute + "`", FORMS)
                    .flatMap(section -> form(attribute, section));
        }
        return value.text(attribute)
                .map(text -> text.equals("present") ? Condition.present() : Condition.equalTo(text));
    }

    private static Optional<Condition> form(String attribute, Section section) {
        if (section.entries().size() != 1) {
            section.self().error("condition on `" + attribute + "` must have one form", "write one of " + FORMS);
            return Optional.empty();
        }
        String form = section.entries().keySet().iterator().next();
        Value value = section.entries().get(form);
        if (value == null) {
            return Optional.empty();
        }
        return switch (form) {
            case "equals" -> value.text(form).map(Condition::equalTo);
            case "one-of" -> some(value, form).map(Condition::oneOf);
            case "not" ->
                value.isSequence()
                        ? some(value, form).map(Condition::noneOf)
                        : value.text(form).map(Condition::notEqualTo);
            case "has" -> value.text(form).map(Condition::has);
            default -> Optional.empty();
        };
    }

    private static Optional<List<String>> some(Value value, String what) {
        List<String> texts = value.someTexts(what);
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    private static Optional<Condition> addresses(Value value) {
        if (!value.isSequence()) {
            return value.text(ADDRESS)
                    .flatMap(text -> text.equals("present")
                            ? Optional.of(Condition.present())
                            : AddressBlocks.read(text, value).map(prefix -> Condition.within(List.of(prefix))));
        }
        List<AddressPrefix> prefixes = new ArrayList<>();
        for (Value item : value.items(ADDRESS)) {
            item.text(ADDRESS).flatMap(text -> AddressBlocks.read(text, item)).ifPresent(prefixes::add);
        }
        if (value.items(ADDRESS).isEmpty()) {
            value.error("`" + ADDRESS + "` names no address block", "write `[10.0.0.0/8]`");
        }
        return prefixes.isEmpty() ? Optional.empty() : Optional.of(Condition.within(prefixes));
    }
}
