/** Runs the tests that operators write beside their rules. */
@NullMarked
package dev.gatehouse.policy.tests;

import org.jspecify.annotations.NullMarked;
