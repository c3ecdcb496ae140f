/** One spelling for every path, and the templates that match it. */
@NullMarked
package dev.gatehouse.policy.path;

import org.jspecify.annotations.NullMarked;
