/** The id that a request gets at entry. */
@NullMarked
package dev.gatehouse.ingress.trace;

import org.jspecify.annotations.NullMarked;
