package dev.gatehouse.gateway.cli;

/** How a command prints what it found: for people or for programs. */
enum Format {
    TEXT,
    JSON
}
