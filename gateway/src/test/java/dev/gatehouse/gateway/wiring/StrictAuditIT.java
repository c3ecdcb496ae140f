package dev.gatehouse.gateway.wiring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.publish.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.http.HttpProtocol;
import tools.jackson.databind.JsonNode;

/** With {@code audit: strict}: the client hears of a denial only when its record is on disk, here in Protobuf. */
class StrictAuditIT extends RoadFixture {
    @TempDir
    Path spool;

    @Test
    void aDenialIsToldWhenItsRecordIsOnDiskAndNotOtherwise() throws Exception {
        GatehouseServer strict = start();
        try {
            TestClient.Answer denied = client(strict).get("/ledger/entries");
            assertThat(denied.status()).isEqualTo(403);
            assertThat(onDisk(denied.traceId())).isTrue();
            JsonNode decision = event(Topic.DECISIONS, denied.traceId());
            assertThat(decision.path("enforced").asBoolean()).isTrue();
            assertThat(event(Topic.REQUESTS, denied.traceId()).path("status").asInt())
                    .isEqualTo(403);

            // The segment that is open is full after a while, and then there is no folder for the next one.
            deleteAll(spool.resolve("decisions"));
            TestClient.Answer unwritten = client(strict).get("/ledger/entries");
            for (int i = 0; i < 2_000 && unwritten.status() == 403; i++) {
                unwritten = client(strict).get("/ledger/entries");
            }
            assertThat(unwritten.status()).isEqualTo(503);
            assertThat(unwritten.body()).contains("audit_unavailable");
            assertThat(client(strict).get("/shop/cart?item=1").status()).isEqualTo(200);
        } finally {
            strict.stop();
        }
    }

    private GatehouseServer start() throws IOException {
        return GatehouseServer.start(HOUSE.strictGeneration(routes().all(), broker.bootstrapServers(), spool));
    }

    private static TestClient client(GatehouseServer strict) throws IOException {
        return TestClient.of(strict.port("public"), HttpProtocol.HTTP11, HOUSE.acme, Optional.empty(), connections);
    }

    private boolean onDisk(String traceId) throws IOException {
        UUID id = UUID.fromString(traceId);
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        try (Stream<Path> files = Files.list(spool.resolve("decisions"))) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), ISO_8859_1).contains(new String(bytes, ISO_8859_1))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
