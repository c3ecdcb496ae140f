package dev.gatehouse.gateway.config;

/** What every reader of one load shares: where problems go, and what variables stand for. */
record Reading(Problems problems, Variables variables) {}
