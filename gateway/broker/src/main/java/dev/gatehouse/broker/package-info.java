/** A Kafka broker of one node that stops when its parent does. */
@NullMarked
package dev.gatehouse.broker;

import org.jspecify.annotations.NullMarked;
