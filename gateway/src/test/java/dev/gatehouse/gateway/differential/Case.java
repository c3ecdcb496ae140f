package dev.gatehouse.gateway.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An exchange to be made on both paths, and what is right for it.
 *
 * <p>The name is the first label of a host, so that each case has a route, a host and a backend of its own. The
 * backend plays its script on every connection. Without a backend nobody listens.
 */
record Case(
        String name,
        List<String> predicates,
        List<String> filters,
        Map<String, String> metadata,
        @Nullable Script backend,
        Script client,
        Consumer<Observed> right) {

    Case {
        predicates = List.copyOf(predicates);
        filters = List.copyOf(filters);
        metadata = Map.copyOf(metadata);
    }

    static Builder of(String name) {
        return new Builder(name);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Writes a case in the order in which it happens. */
    static final class Builder {
        private final String name;
        private final List<String> predicates = new ArrayList<>();
        private final List<String> filters = new ArrayList<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private @Nullable Script backend;
        private Script client = wire -> {};

        private Builder(String name) {
            this.name = name;
        }

        Builder predicate(String predicate) {
            predicates.add(predicate);
            return this;
        }

        Builder filter(String filter) {
            filters.add(filter);
            return this;
        }

        Builder metadata(String key, String value) {
            metadata.put(key, value);
            return this;
        }

        Builder client(Script script) {
            client = script;
            return this;
        }

        Builder backend(Script script) {
            backend = script;
            return this;
        }

        Case right(Consumer<Observed> check) {
            return new Case(name, predicates, filters, metadata, backend, client, check);
        }
    }
}
