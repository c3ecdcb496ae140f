/** Why one request is answered as it is, and what would turn the answer. */
@NullMarked
package dev.gatehouse.gateway.explain;

import org.jspecify.annotations.NullMarked;
