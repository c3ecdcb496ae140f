/** From the end of an exchange to an event. */
@NullMarked
package dev.gatehouse.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
