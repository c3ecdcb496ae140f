/** What differs between two generations, for people and programs. */
@NullMarked
package dev.gatehouse.gateway.compare;

import org.jspecify.annotations.NullMarked;
