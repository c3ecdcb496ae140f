package dev.gatehouse.gateway.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the files that the gateway is started from, with this start's ports filled in. */
final class DemoConfiguration {
    private static final List<String> FILES = List.of("gateway.yaml", "trust.yaml", "routes.yaml");
    private static final int DAYS_OF_A_GATE = 90;

    private final Path directory;

    DemoConfiguration(Path directory) {
        this.directory = directory;
    }

    void write(Demo demo, String bootstrapServers) throws DemoProblem {
        Map<String, String> values = new HashMap<>();
        values.put("port", Integer.toString(demo.port()));
        values.put("management-port", Integer.toString(demo.managementPort()));
        values.put("bootstrap", bootstrapServers);
        for (String service : Demo.SERVICES) {
            values.put(service + "-port", Integer.toString(demo.backend(service).port()));
        }
        values.put(
                "gate-expires",
                LocalDate.now(ZoneOffset.UTC).plusDays(DAYS_OF_A_GATE).toString());
        try {
            for (String file : FILES) {
                Files.writeString(directory.resolve(file), Template.named(file).fill(values));
            }
        } catch (IOException failure) {
            throw new DemoProblem("cannot write the configuration: " + failure.getMessage(), failure);
        }
    }
}
