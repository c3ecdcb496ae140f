package dev.gatehouse.policy.ruleset;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a rule demands of one attribute of a call. It is asked on the way of a call, so asking allocates nothing.
 *
 * <p>An attribute that is absent satisfies no condition, negated ones included.
 */
public sealed interface Condition {

    /** Whether these values of a header or claim satisfy; none and empty ones never do. */
    boolean isMetBy(List<String> values);

    /** Whether this raw address satisfies. */
    default boolean isMetBy(byte[] address) {
        return false;
    }

    /** Whether the condition is satisfied by what the attribute is not. */
    default boolean isNegated() {
        return false;
    }

    /** Whether nothing at all could satisfy: it compares with no value, or with an empty one. */
    default boolean isNeverMet() {
        return false;
    }

    /** One text for each condition, however its values were ordered. */
    String canonicalText();

    /** What is so when the condition is met, as in "is `a`". */
    String demand();

    /** What is so when the attribute is there and the condition fails, as in "is not `a`". */
    String failure();

    static Condition present() {
        return new Present();
    }

    static Condition equalTo(String value) {
        return new OneOf(List.of(value));
    }

    static Condition oneOf(List<String> values) {
        return new OneOf(values);
    }

    static Condition notEqualTo(String value) {
        return new NoneOf(List.of(value));
    }

    static Condition noneOf(List<String> values) {
        return new NoneOf(values);
    }

    static Condition has(String value) {
        return new Has(value);
    }

    static Condition within(List<AddressPrefix> prefixes) {
        return new Within(prefixes);
    }

    /** The attribute is there and not empty. */
    record Present() implements Condition {
        @Override
        public boolean isMetBy(List<String> values) {
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).isEmpty()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean isMetBy(byte[] address) {
            return address.length > 0;
        }

        @Override
        public String canonicalText() {
            return "present";
        }

        @Override
        public String demand() {
            return "is present";
        }

        @Override
        public String failure() {
            return "is empty";
        }
    }

    /** The attribute has exactly one value, and it is one of these. */
    record OneOf(List<String> values) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public boolean isMetBy(List<String> actual) {
            return actual.size() == 1 && !actual.get(0).isEmpty() && values.contains(actual.get(0));
        }

        @Override
        public boolean isNeverMet() {
            return values.isEmpty() || values.contains("");
        }

        @Override
        public String canonicalText() {
            return "one-of " + sorted(values);
        }

        @Override
        public String demand() {
            return "is " + quoted(values, " or ");
        }

        @Override
        public String failure() {
            return "is not `" + String.join("` or `", values) + "`";
        }
    }

    /** The attribute is there, and it is none of these. */
    record NoneOf(List<String> values) implements Condition {
        public NoneOf {
            values = List.copyOf(values);
        }

        @Override
        public boolean isMetBy(List<String> actual) {
            for (int i = 0; i < actual.size(); i++) {
                if (actual.get(i).isEmpty() || values.contains(actual.get(i))) {
                    return false;
                }
            }
            return !actual.isEmpty();
        }

        @Override
        public boolean isNegated() {
            return true;
        }

        @Override
        public boolean isNeverMet() {
            return values.isEmpty() || values.contains("");
        }

        @Override
        public String canonicalText() {
            return "none-of " + sorted(values);
        }

        @Override
        public String demand() {
            return "is there and not " + quoted(values, " or ");
        }

        @Override
        public String failure() {
            return "is not surely other than `" + String.join("` and `", values) + "`";
        }
    }

    /** The claim's values contain this one. */
    record Has(String value) implements Condition {
        @Override
        public boolean isMetBy(List<String> values) {
            return !value.isEmpty() && values.contains(value);
        }

        @Override
        public boolean isNeverMet() {
            return value.isEmpty();
        }

        @Override
        public String canonicalText() {
            return "has " + value;
        }

        @Override
        public String demand() {
            return "has `" + value + "`";
        }

        @Override
        public String failure() {
            return "does not have `" + value + "`";
        }
    }

    /** The client's address lies in one of these blocks. */
    record Within(List<AddressPrefix> prefixes) implements Condition {
        public Within {
            prefixes = List.copyOf(prefixes);
        }

        @Override
        public boolean isMetBy(List<String> values) {
            return false;
        }

        @Override
        public boolean isMetBy(byte[] address) {
            for (int i = 0; i < prefixes.size(); i++) {
                if (prefixes.get(i).contains(address)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean isNeverMet() {
            return prefixes.isEmpty();
        }

        @Override
        public String canonicalText() {
            return "within "
                    + sorted(prefixes.stream().map(AddressPrefix::canonicalText).toList());
        }

        @Override
        public String demand() {
            return "is within "
                    + quoted(prefixes.stream().map(AddressPrefix::toString).toList(), " or ");
        }

        @Override
        public String failure() {
            return "is not within "
                    + prefixes.stream().map(prefix -> "`" + prefix + "`").collect(Collectors.joining(" or "));
        }
    }

    private static String quoted(List<String> values, String between) {
        return values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(between));
    }

    private static String sorted(List<String> values) {
        return values.stream()
                .distinct()
                .sorted()
                .map(value -> value.length() + ":" + value)
                .collect(Collectors.joining(" "));
    }
}
