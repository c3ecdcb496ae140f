package dev.gatehouse.gateway.config;

import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.NeverSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** What all files say together, filled by the readers while they go through them. */
final class Written {
    final List<SourceFile> files = new ArrayList<>();
    final List<Node> trees = new ArrayList<>();
    final List<PublicText> texts = new ArrayList<>();
    final List<String> levels = new ArrayList<>();
    final List<String> compartments = new ArrayList<>();
    final Map<String, DomainSource> domains = new LinkedHashMap<>();
    final Map<String, DomainFiles> domainFiles = new LinkedHashMap<>();
    // Those that could not be read are named all the same, so that who names them is not blamed.
    final Set<String> issuerNames = new LinkedHashSet<>();
    final Map<String, IssuerSource> issuers = new LinkedHashMap<>();
    final Map<String, IdentitySource> identities = new LinkedHashMap<>();
    final List<RulesetSource> rulesets = new ArrayList<>();
    final List<GateSource> gates = new ArrayList<>();
    final List<NeverSource> never = new ArrayList<>();
    final List<RouteSource> routes = new ArrayList<>();
    final Map<String, UpstreamSource> upstreams = new LinkedHashMap<>();
    // How many items of each list earlier files wrote, those that could not be read included.
    int rulesetsSeen;
    int gatesSeen;
    int neverSeen;
    int routesSeen;

    // Whether a section may be missing only because its name, or the file, could not be read.
    boolean mayLackSections;

    @Nullable
    Section gateway;

    @Nullable
    Section trust;

    Optional<Section> gateway() {
        return Optional.ofNullable(gateway);
    }

    PolicySource policy() {
        return new PolicySource(levels, compartments, domains, issuerNames, identities, rulesets, gates, never);
    }

    /** Where the roots and the revocations of a trust domain are. */
    record DomainFiles(Value roots, Optional<Value> crl) {}
}
