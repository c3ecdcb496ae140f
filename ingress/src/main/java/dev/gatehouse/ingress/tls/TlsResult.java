package dev.gatehouse.ingress.tls;

import java.util.Optional;

/** What became of a file, or of its text, that an operator gave: something usable, or a reason why not. */
public sealed interface TlsResult<T> permits TlsResult.Usable, TlsResult.Unusable {

    Optional<T> value();

    /** Why it cannot be used, in one clause for the operator; empty text when it can. */
    String reason();

    /** It was read and fits together. */
    record Usable<T>(T found) implements TlsResult<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(found);
        }

        @Override
        public String reason() {
            return "";
        }
    }

    /** It is missing, broken or out of date. */
    record Unusable<T>(String reason) implements TlsResult<T> {
        @Override
        public Optional<T> value() {
            return Optional.empty();
        }
    }
}
