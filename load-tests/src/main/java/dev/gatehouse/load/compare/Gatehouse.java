package dev.gatehouse.load.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gatehouse as its launcher starts it; its routes on one of its two paths. */
final class Gatehouse implements Contender {
    private final Path home;
    private final boolean filtered;

    private Gatehouse(Path home, boolean filtered) {
        this.home = home;
        this.filtered = filtered;
    }

    static Gatehouse onTheFastPath(Path home) {
        return new Gatehouse(home, false);
    }

    static Gatehouse onTheFilterPath(Path home) {
        return new Gatehouse(home, true);
    }

    @Override
    public String title() {
        return filtered ? "Gatehouse, filter path" : "Gatehouse, fast path";
    }

    @Override
    public Optional<String> version() {
        return Optional.of("on JDK " + Runtime.version())
                .filter(version -> Files.isExecutable(home.resolve("gatehouse")));
    }

    @Override
    public boolean does(Work work) {
        return true;
    }

    @Override
    public boolean needsWarmth() {
        return true;
    }

    @Override
    public boolean needsKafka() {
        return true;
    }

    @Override
    public Launch prepare(Work work, Site site) throws IOException {
        Path file = site.folder().resolve("gatehouse.yaml");
        Files.writeString(file, GatehouseYaml.of(work, site, filtered));
        return new Launch(
                List.of(home.resolve("gatehouse").toString(), "run", file.toString()),
                // It was built before the first contender was started.
                Map.of("GATEHOUSE_BUILD", "never"));
    }
}
