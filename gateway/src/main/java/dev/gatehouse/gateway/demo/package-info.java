/** The whole product on one machine, with a throwaway CA and a broker of its own. */
@NullMarked
package dev.gatehouse.gateway.demo;

import org.jspecify.annotations.NullMarked;
