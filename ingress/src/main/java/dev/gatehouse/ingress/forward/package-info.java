/** The two ways from the door to the upstream. */
@NullMarked
package dev.gatehouse.ingress.forward;

import org.jspecify.annotations.NullMarked;
