/** The golden signals as an operator reads them. */
@NullMarked
package dev.gatehouse.gateway.signals;

import org.jspecify.annotations.NullMarked;
