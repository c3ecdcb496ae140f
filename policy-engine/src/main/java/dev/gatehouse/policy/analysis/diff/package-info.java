/** The difference of two generations, exact and with witnesses. */
@NullMarked
package dev.gatehouse.policy.analysis.diff;

import org.jspecify.annotations.NullMarked;
