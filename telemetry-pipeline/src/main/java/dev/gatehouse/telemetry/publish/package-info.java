/** Sends records to Kafka and counts what could not be sent. */
@NullMarked
package dev.gatehouse.telemetry.publish;

import org.jspecify.annotations.NullMarked;
