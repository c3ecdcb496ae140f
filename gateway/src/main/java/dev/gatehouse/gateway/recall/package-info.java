/** What Kafka still holds of a request that is over, and of the rules that it ran under. */
@NullMarked
package dev.gatehouse.gateway.recall;

import org.jspecify.annotations.NullMarked;
