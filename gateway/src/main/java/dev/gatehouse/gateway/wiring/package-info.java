/** The only Spring configuration. */
@NullMarked
package dev.gatehouse.gateway.wiring;

import org.jspecify.annotations.NullMarked;
