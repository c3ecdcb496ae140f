/** What is let in at all: canonical paths, clean headers, limits. */
@NullMarked
package dev.gatehouse.ingress.admission;

import org.jspecify.annotations.NullMarked;
