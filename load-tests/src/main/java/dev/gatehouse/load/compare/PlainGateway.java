package dev.gatehouse.load.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Spring Cloud Gateway as it comes, on epoll; what Gatehouse's filter path is built on. */
final class PlainGateway implements Contender {
    static final String TITLE = "Spring Cloud Gateway";
    private static final String CORE = "spring-cloud-gateway-server-webflux-";

    private final Path folder;

    PlainGateway(Path home) {
        folder = home.resolve("load-tests/plain/target");
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public Optional<String> version() {
        try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith(CORE))
                    .map(name -> name.substring(CORE.length(), name.length() - ".jar".length()) + " on JDK "
                            + Runtime.version())
                    .findFirst();
        } catch (IOException notBuilt) {
            return Optional.empty();
        }
    }

    @Override
    public boolean does(Work work) {
        return !work.isMutual();
    }

    @Override
    public boolean needsWarmth() {
        return true;
    }

    @Override
    public boolean needsKafka() {
        return false;
    }

    @Override
    public Launch prepare(Work work, Site site) throws IOException {
        Path file = site.folder().resolve("application.yaml");
        Files.writeString(file, yaml(work, site));
        return Launch.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The memory that Gatehouse gives itself; the JVM chooses its collector.
                "-Xms128m",
                "-Xmx1g",
                "-cp",
                folder.resolve("plain.jar") + File.pathSeparator + folder.resolve("lib") + File.separator + "*",
                "dev.gatehouse.plain.PlainGateway",
                "--spring.config.location=" + file);
    }

    private static String yaml(Work work, Site site) {
        StringBuilder text =
                new StringBuilder("""
                server: { address: 127.0.0.1, port: %d%s }
                logging.level.root: WARN
                spring.cloud.gateway.server.webflux.routes:
                """.formatted(site.port(), work.isTlsIn() ? tls(site.credentials()) : ""));
        for (int route = 0; route < work.routes(); route++) {
            text.append("  - { id: r%d, uri: \"http://127.0.0.1:%d\", predicates: [\"Path=%s**\"] }\n"
                    .formatted(route, site.origin(), work.prefix(route)));
        }
        return text.toString();
    }

    private static String tls(Credentials credentials) {
        return ", http2: { enabled: true }, ssl: { certificate: \"file:%s\", certificate-private-key: \"file:%s\" }"
                .formatted(credentials.certificate("door"), credentials.key("door"));
    }
}
