/** The contract with those who read what happened. */
@NullMarked
package dev.gatehouse.telemetry.event;

import org.jspecify.annotations.NullMarked;
