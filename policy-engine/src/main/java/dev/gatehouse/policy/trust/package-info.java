/** How far an identity is trusted: levels, compartments, gates. */
@NullMarked
package dev.gatehouse.policy.trust;

import org.jspecify.annotations.NullMarked;
