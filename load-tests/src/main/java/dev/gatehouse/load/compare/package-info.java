/** Holds Gatehouse beside other proxies that do the same work, in one run on one machine. */
@NullMarked
package dev.gatehouse.load.compare;

import org.jspecify.annotations.NullMarked;
