package dev.gatehouse.gateway.differential;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

/** What the gateway stands on: what its connections are secured by, and what its configuration says besides routes. */
interface Ground {

    /** Everything but the routes, and the files that it names. */
    String configuration(Path folder) throws IOException;

    /** Opens the port of a backend. */
    ServerSocket listen(Case asked) throws IOException;

    /** Connects a client. */
    Socket connect(int port) throws IOException;

    /** How routes name their backends. */
    String scheme();

    /** Whom backends must prove to be. */
    String identity();

    /** Clear text on both sides. */
    final class ClearText implements Ground {

        @Override
        public String configuration(Path folder) {
            return """
                    version: 1
                    gateway:
                      listeners: [ { name: door, port: 0, host: 127.0.0.1 } ]
                      management: { port: 0, host: 127.0.0.1 }
                    trust: { levels: [public] }
                    """;
        }

        @Override
        public ServerSocket listen(Case asked) throws IOException {
            return new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        }

        @Override
        public Socket connect(int port) throws IOException {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public String identity() {
            return "none";
        }
    }
}
