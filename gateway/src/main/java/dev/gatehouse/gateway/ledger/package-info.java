/** Proves from the topics that telemetry is complete, and says what is missing where it is not. */
@NullMarked
package dev.gatehouse.gateway.ledger;

import org.jspecify.annotations.NullMarked;
