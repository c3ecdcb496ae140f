package dev.gatehouse.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real launcher script in a folder of its own, beside a program that is built and newer than its sources. */
final class LauncherFolder {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then echo 'openjdk version "VERSION" 2024-01-01' >&2; exit 0; fi
            printf '[%s] ' "$@"
            """;

    private final Path folder;
    private final String name;
    private final Map<String, String> environment = new HashMap<>();

    private LauncherFolder(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        environment.put("JAVA_HOME", tools().toString());
        environment.put("PATH", tools() + ":" + System.getenv("PATH"));
    }

    static LauncherFolder in(Path folder, String name) throws IOException {
        LauncherFolder made = new LauncherFolder(folder, name);
        Path home = Files.createDirectories(made.home());
        Files.createDirectories(made.tools());
        makeExecutable(Files.copy(Path.of("..", "gatehouse").toAbsolutePath(), home.resolve("gatehouse")));
        for (String module : List.of("policy-engine", "telemetry-pipeline", "ingress", "gateway")) {
            write(home.resolve(module).resolve("src/main/java/A.java"), "", LONG_AGO);
        }
        write(home.resolve("pom.xml"), "", LONG_AGO);
        write(made.jar(), "", Instant.now());
        write(home.resolve("gateway/broker/target/broker.jar"), "", Instant.now());
        return made;
    }

    Path home() {
        return folder.resolve(name);
    }

    /** The JDK, as the launcher sees it, and what is found on the path before anything else. */
    Path tools() {
        return folder.resolve("tools");
    }

    Path jar() {
        return home().resolve("gateway/target/gatehouse.jar");
    }

    /** A java that says its version, and then how it was called. */
    void java(String version) throws IOException {
        tool("bin/java", JAVA.replace("VERSION", version));
    }

    void tool(String name, String script) throws IOException {
        write(tools().resolve(name), script, Instant.now());
        makeExecutable(tools().resolve(name));
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return run(home().resolve("gatehouse"), arguments);
    }

    Result run(Path script, String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.command().addAll(List.of(arguments));
        // Whatever the machine's own variables ask of a JVM is not what is tested.
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("GATEHOUSE_")
                        || List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                                .contains(name));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(output, UTF_8));
    }

    static void write(Path file, String text, Instant time) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    record Result(int exitCode, String output) {}
}
