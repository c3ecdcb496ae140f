/** What recorded requests say about a configuration: how another one would have decided, and which rules they need. */
@NullMarked
package dev.gatehouse.gateway.history;

import org.jspecify.annotations.NullMarked;
