/** Who can get where, by calls that others make on: the graph of all calls that may be, and promises about it. */
@NullMarked
package dev.gatehouse.policy.analysis.reach;

import org.jspecify.annotations.NullMarked;
