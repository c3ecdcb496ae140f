/** The filter path: Spring Cloud Gateway runs a route that the road already matched and judged. */
@NullMarked
package dev.gatehouse.gateway.filters;

import org.jspecify.annotations.NullMarked;
