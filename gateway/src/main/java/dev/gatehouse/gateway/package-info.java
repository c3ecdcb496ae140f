/** The program: the command line and the only wiring. */
@NullMarked
package dev.gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
