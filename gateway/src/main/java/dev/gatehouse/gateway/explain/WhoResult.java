package dev.gatehouse.gateway.explain;

import dev.gatehouse.gateway.config.Suggestion;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.identity.SpiffeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the configuration knows whom a question names. */
public sealed interface WhoResult permits Who, WhoResult.Unknown {

    /** Empty when there is nobody of that name. */
    Optional<Who> who();

    /** A name that nobody has, and a way out. */
    record Unknown(String name, String help) implements WhoResult {
        @Override
        public Optional<Who> who() {
            return Optional.empty();
        }
    }

    /** Whom these names mean: each is one of the configuration, or a SPIFFE ID. */
    static WhoResult of(CompiledPolicy policy, String from, List<String> behalf) {
        List<String> notes = new ArrayList<>();
        Optional<Identity> caller = find(policy, from, notes);
        if (caller.isEmpty()) {
            return unknown(policy, from);
        }
        List<Identity> others = new ArrayList<>();
        for (String name : behalf) {
            Optional<Identity> other = find(policy, name, notes);
            if (other.isEmpty()) {
                return unknown(policy, name);
            }
            others.add(other.get());
        }
        return Who.of(caller.get(), others, notes);
    }

    private static Unknown unknown(CompiledPolicy policy, String name) {
        List<String> known =
                policy.identities().all().stream().map(Identity::name).toList();
        return new Unknown(name, Suggestion.of(name, known, "defined identities"));
    }

    private static Optional<Identity> find(CompiledPolicy policy, String name, List<String> notes) {
        Optional<Identity> named = policy.identities().named(name);
        Optional<SpiffeId> id =
                named.isPresent() ? Optional.empty() : SpiffeId.from(name).id();
        if (id.isEmpty()) {
            return named;
        }
        Identity identity = policy.identities().ofCertificate(id.get());
        if (identity.isAnonymous()) {
            String domain = id.get().trustDomain().toString();
            notes.add(
                    policy.source().domains().containsKey(domain)
                            ? "no identity has `" + name + "`, so its holder is `anonymous`"
                            : "no trust domain is called `" + domain
                                    + "`: its certificate ends the handshake; explained as `anonymous`");
        }
        return Optional.of(identity);
    }
}
