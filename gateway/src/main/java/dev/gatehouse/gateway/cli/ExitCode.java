package dev.gatehouse.gateway.cli;

/** What a shell script may rely on. Used wrongly is 2, which picocli sees to. */
final class ExitCode {
    static final int OK = 0;
    static final int PROBLEM = 1;

    private ExitCode() {}
}
