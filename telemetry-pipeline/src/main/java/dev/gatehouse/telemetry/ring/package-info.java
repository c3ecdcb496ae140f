/** The hand-off from an event loop to the drain thread, which never waits. */
@NullMarked
package dev.gatehouse.telemetry.ring;

import org.jspecify.annotations.NullMarked;
