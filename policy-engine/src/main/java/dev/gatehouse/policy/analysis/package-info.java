/** Questions about whole rule sets, answered exactly and with a request that shows it. */
@NullMarked
package dev.gatehouse.policy.analysis;

import org.jspecify.annotations.NullMarked;
