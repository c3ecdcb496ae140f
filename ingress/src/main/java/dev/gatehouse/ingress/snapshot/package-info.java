/** Everything of one configuration generation, held for the whole of an exchange. */
@NullMarked
package dev.gatehouse.ingress.snapshot;

import org.jspecify.annotations.NullMarked;
