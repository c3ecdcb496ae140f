/** The compiled forms of Spring Cloud Gateway's filters, for routes that take the fast path. */
@NullMarked
package dev.gatehouse.gateway.filters.compiled;

import org.jspecify.annotations.NullMarked;
