/** Drives the packaged program over the network and reports what it cost. */
@NullMarked
package dev.gatehouse.load;

import org.jspecify.annotations.NullMarked;
