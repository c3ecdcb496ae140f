package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.Condition;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The part of a call that a condition looks at. */
public sealed interface Attribute {

    /** Reads an attribute as a rule writes it: {@code header.NAME}, {@code claim.NAME} or {@code client.address}. */
    static Optional<Attribute> from(String written) {
        if (written.equals(ClientAddress.WRITTEN)) {
            return Optional.of(new ClientAddress());
        }
        if (written.startsWith(Claim.PREFIX) && written.length() > Claim.PREFIX.length()) {
            return Optional.of(new Claim(written.substring(Claim.PREFIX.length())));
        }
        String header = written.startsWith(Header.PREFIX) ? written.substring(Header.PREFIX.length()) : "";
        return Header.NAME.matcher(header).matches()
                ? Optional.of(new Header(header.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** As a rule writes it, a header's name in lower case. */
    String written();

    /** What a call says of it; empty when it is absent. */
    List<String> values(Attributes attributes);

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
        private static final String PREFIX = "header.";
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

        @Override
        public String written() {
            return PREFIX + name;
        }

        @Override
        public List<String> values(Attributes attributes) {
            return attributes.header(name);
        }

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
        private static final String PREFIX = "claim.";

        @Override
        public String written() {
            return PREFIX + name;
        }

        @Override
        public List<String> values(Attributes attributes) {
            return attributes.claim(name);
        }

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
        private static final String WRITTEN = "client.address";

        @Override
        public String written() {
            return WRITTEN;
        }

        @Override
        public List<String> values(Attributes attributes) {
            byte[] address = attributes.clientAddress();
            if (address.length == 0) {
                return List.of();
            }
            try {
                return List.of(InetAddress.getByAddress(address).getHostAddress());
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("not an address: " + address.length + " bytes", e);
            }
        }

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
