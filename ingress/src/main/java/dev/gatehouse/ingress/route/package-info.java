/** From a request to the route that serves it. */
@NullMarked
package dev.gatehouse.ingress.route;

import org.jspecify.annotations.NullMarked;
