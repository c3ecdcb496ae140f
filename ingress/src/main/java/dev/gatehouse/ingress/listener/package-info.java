/** The Netty server that outsiders talk to. */
@NullMarked
package dev.gatehouse.ingress.listener;

import org.jspecify.annotations.NullMarked;
