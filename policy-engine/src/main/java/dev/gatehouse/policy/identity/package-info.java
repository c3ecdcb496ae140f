/** Who calls and who is called. */
@NullMarked
package dev.gatehouse.policy.identity;

import org.jspecify.annotations.NullMarked;
