package dev.gatehouse.gateway.filters;

/**
 * Something in a written route that cannot stand.
 *
 * <p>{@code path} leads to the place inside the route: {@code predicates[0]}, or
 * {@code filters[1].args.retries} when one argument of the long form is at fault. {@code help} is a way out,
 * or empty.
 */
public record SpecProblem(String path, String message, String help) {}
