/** From a certificate or a token to an identity. */
@NullMarked
package dev.gatehouse.ingress.identity;

import org.jspecify.annotations.NullMarked;
