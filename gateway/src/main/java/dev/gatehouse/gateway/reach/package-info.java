/** What a stolen identity could reach, as it is shown: to people, to programs, as a picture. */
@NullMarked
package dev.gatehouse.gateway.reach;

import org.jspecify.annotations.NullMarked;
