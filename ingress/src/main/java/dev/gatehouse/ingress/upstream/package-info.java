/** The backends, and how a connection proves that it reached the right one. */
@NullMarked
package dev.gatehouse.ingress.upstream;

import org.jspecify.annotations.NullMarked;
