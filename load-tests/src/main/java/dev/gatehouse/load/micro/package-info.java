/** What single steps cost, measured by JMH. */
@NullMarked
package dev.gatehouse.load.micro;

import org.jspecify.annotations.NullMarked;
