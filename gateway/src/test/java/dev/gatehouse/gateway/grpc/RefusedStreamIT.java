package dev.gatehouse.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ConfigResult;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.gateway.wiring.GatehouseServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backend that says itself that it has not served a request is asked once more, by either path. */
class RefusedStreamIT {
    private static final String CONFIGURATION = """
            version: 1
            gateway:
              listeners: [ { name: door, port: 0, host: 127.0.0.1 } ]
              management: { port: 0, host: 127.0.0.1 }
            trust:
              levels: [public]
            identities:
              anonymous: { level: public }
            upstreams:
              refusing: { endpoints: ["http://127.0.0.1:%d"], protocol: http2 }
            routes:
              - { id: fast, uri: "lb://refusing", predicates: [Path=/fast], metadata: { identity: none } }
              - { id: filter, uri: "lb://refusing", predicates: [Path=/filter], metadata: { identity: none, path: filter } }
            """;

    @ParameterizedTest
    @CsvSource({"GET, fast", "POST, fast", "GET, filter", "POST, filter"})
    void itIsAskedOnceMore(String method, String path, @TempDir Path folder) throws Exception {
        try (RefusingBackend backend = new RefusingBackend()) {
            Path file = Files.writeString(folder.resolve("gatehouse.yaml"), CONFIGURATION.formatted(backend.port()));
            ConfigResult result = new ConfigLoader().load(file);
            GatehouseServer gateway = GatehouseServer.start(
                    result.generation().orElseThrow(() -> new AssertionError(ProblemPrinter.print(result.problems()))));
            try {
                HttpRequest asked = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + gateway.port("door") + "/" + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                HttpResponse<Void> answer =
                        HttpClient.newHttpClient().send(asked, HttpResponse.BodyHandlers.discarding());

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(backend.asked()).isEqualTo(2);
            } finally {
                gateway.stop();
            }
        }
    }
}
