/** What the operator wrote about who may call whom, checked against itself. */
@NullMarked
package dev.gatehouse.policy.ruleset;

import org.jspecify.annotations.NullMarked;
