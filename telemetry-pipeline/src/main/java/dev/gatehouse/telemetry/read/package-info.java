/** What a consumer of the topics starts from. */
@NullMarked
package dev.gatehouse.telemetry.read;

import org.jspecify.annotations.NullMarked;
