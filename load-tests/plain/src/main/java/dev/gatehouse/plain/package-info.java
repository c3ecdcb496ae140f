/** Spring Cloud Gateway as it comes, to be measured against. */
@NullMarked
package dev.gatehouse.plain;

import org.jspecify.annotations.NullMarked;
