/** The ledger: from the end of a request to a record in Kafka. */
@NullMarked
package dev.gatehouse.telemetry;

import org.jspecify.annotations.NullMarked;
