package dev.gatehouse.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsIT {
    @TempDir
    private Path directory;

    @Test
    void aBusyPortIsNamedTogetherWithTheOptionThatChangesIt() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.claim(busy.getLocalPort(), "--kafka-port"))
                    .isInstanceOf(DemoProblem.class)
                    .hasMessageContaining("port " + busy.getLocalPort() + " is in use")
                    .hasMessageContaining("--kafka-port");
        }
    }

    @Test
    void zeroMeansAnyThatIsFree() throws Exception {
        int port = Ports.claim(0, "--port");
        try (ServerSocket bound = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(bound.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void aPortThatNobodyChoseIsNeverOneOfThoseThatOutgoingConnectionsGet() throws Exception {
        Set<Integer> given = new HashSet<>();
        for (int call = 0; call < 300; call++) {
            given.add(Ports.claim(0, "--port"));
        }
        assertThat(given).hasSize(300).allMatch(port -> port >= 10_000 && port < 30_000);
    }

    @Test
    void aFolderHoldsOneDemonstrationAtATime() throws Exception {
        try (DirectoryLock first = DirectoryLock.take(directory)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DirectoryLock.take(directory))
                    .hasMessageContaining("another demonstration is running");
        }
        DirectoryLock.take(directory).close();
    }
}
