/** What a refused caller reads. */
@NullMarked
package dev.gatehouse.gateway.error;

import org.jspecify.annotations.NullMarked;
