/** Large policies, made up by a generator and the same at every run, and the configuration that serves them. */
@NullMarked
package dev.gatehouse.load.policies;

import org.jspecify.annotations.NullMarked;
