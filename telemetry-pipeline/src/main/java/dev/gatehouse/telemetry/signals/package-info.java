/** The golden signals: latency, traffic, errors, saturation. */
@NullMarked
package dev.gatehouse.telemetry.signals;

import org.jspecify.annotations.NullMarked;
