/** The state of one request, and the order in which it is walked. */
@NullMarked
package dev.gatehouse.ingress.exchange;

import org.jspecify.annotations.NullMarked;
