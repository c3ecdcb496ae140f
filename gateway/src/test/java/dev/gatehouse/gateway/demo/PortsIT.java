package dev.gatehouse.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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
        assertThat(Ports.claim(0, "--port")).isPositive();
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
