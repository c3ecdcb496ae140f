/** All gateways together: their windows merged into minutes, by an application of Kafka Streams. */
@NullMarked
package dev.gatehouse.telemetry.fleet;

import org.jspecify.annotations.NullMarked;
