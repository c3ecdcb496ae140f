/** Requests as spans, for a collector that speaks OTLP. */
@NullMarked
package dev.gatehouse.telemetry.trace;

import org.jspecify.annotations.NullMarked;
