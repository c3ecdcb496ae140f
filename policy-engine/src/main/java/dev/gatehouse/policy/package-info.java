/** The steward: says yes or no to a call, and why. */
@NullMarked
package dev.gatehouse.policy;

import org.jspecify.annotations.NullMarked;
