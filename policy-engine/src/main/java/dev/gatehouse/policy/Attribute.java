package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.Condition;
import java.util.List;

/** The part of a call that a condition looks at. */
public sealed interface Attribute {

    boolean satisfies(Condition condition, Attributes attributes);

    boolean isAbsent(Attributes attributes);

    /** Whether the condition makes sense for this kind of attribute. */
    boolean canSatisfy(Condition condition);

    /** The conditions that make sense, as the operator writes them. */
    String conditions();

    /** As an operator reads it, as in "header `x-tenant`". */
    String shown();

    /** A header, by its lower-case name. */
    record Header(String name) implements Attribute {
        @Override
        public boolean satisfies(Condition condition, Attributes attributes) {
            List<String> values = attributes.header(name);
            // Somebody behind us may split a header at its commas or read another of its lines than we do,
            // so that it is not something can only be said of a single, undivided value.
            if (condition.isNegated() && (values.size() != 1 || values.get(0).indexOf(',') >= 0)) {
                return false;
            }
            return condition.isMetBy(values);
        }

        @Override
        public boolean isAbsent(Attributes attributes) {
            return attributes.header(name).isEmpty();
        }

        @Override
        public boolean canSatisfy(Condition condition) {
            return !(condition instanceof Condition.Within || condition instanceof Condition.Has);
        }

        @Override
        public String conditions() {
            return "a header may be `present`, a value, a list of values, or `not` those";
        }

        @Override
        public String shown() {
            return "header `" + name + "`";
        }
    }

    /** A claim of the caller's token. */
    record Claim(String name) implements Attribute {
        @Override
        public boolean satisfies(Condition condition, Attributes attributes) {
            return condition.isMetBy(attributes.claim(name));
        }

        @Override
        public boolean isAbsent(Attributes attributes) {
            return attributes.claim(name).isEmpty();
        }

        @Override
        public boolean canSatisfy(Condition condition) {
            return !(condition instanceof Condition.Within);
        }

        @Override
        public String conditions() {
            return "a claim may be `present`, a value, a list of values, `not` those, or `has` a value";
        }

        @Override
        public String shown() {
            return "claim `" + name + "`";
        }
    }

    /** Where the call comes from. */
    record ClientAddress() implements Attribute {
        @Override
        public boolean satisfies(Condition condition, Attributes attributes) {
            byte[] address = attributes.clientAddress();
            return address.length > 0 && condition.isMetBy(address);
        }

        @Override
        public boolean isAbsent(Attributes attributes) {
            return attributes.clientAddress().length == 0;
        }

        @Override
        public boolean canSatisfy(Condition condition) {
            return condition instanceof Condition.Within || condition instanceof Condition.Present;
        }

        @Override
        public String conditions() {
            return "an address is asked for a list of blocks, as in `10.0.0.0/8`";
        }

        @Override
        public String shown() {
            return "the client's address";
        }
    }
}
