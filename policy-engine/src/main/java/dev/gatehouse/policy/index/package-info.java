/** The rules' paths as a lookup: which templates match a path, in time that does not grow with their number. */
@NullMarked
package dev.gatehouse.policy.index;

import org.jspecify.annotations.NullMarked;
