/** Our keys, whom we believe, and how a SPIFFE certificate is checked. */
@NullMarked
package dev.gatehouse.ingress.tls;

import org.jspecify.annotations.NullMarked;
