/** A write-ahead log: what has to reach Kafka lies here first, on disk where there is one. */
@NullMarked
package dev.gatehouse.telemetry.spool;

import org.jspecify.annotations.NullMarked;
