package dev.gatehouse.gateway.demo;

/** A call that was made, and what came of it. */
record Outcome(Call call, Answer answer) {}
