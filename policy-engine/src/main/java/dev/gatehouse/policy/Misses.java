package dev.gatehouse.policy;

import java.util.Optional;

/** Finds what would have let a refused call to one service pass. */
interface Misses {

    /** The allow rule that came nearest. */
    Optional<NearestMiss> nearestRule(AccessRequest request);

    /** The gate that came nearest to lifting the lattice, among those for this caller. */
    Optional<NearestMiss> nearestGate(AccessRequest request);

    /** The first allow rule by name that would let the call pass if the lattice did. */
    Optional<NearestMiss> allowRuleBehind(AccessRequest request, String lattice);
}
