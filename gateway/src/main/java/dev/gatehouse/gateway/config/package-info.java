/** From the operator's YAML to a compiled snapshot, or to a list of located problems. */
@NullMarked
package dev.gatehouse.gateway.config;

import org.jspecify.annotations.NullMarked;
