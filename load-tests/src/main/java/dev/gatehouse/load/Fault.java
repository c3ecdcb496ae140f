package dev.gatehouse.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Something that is taken away under load, and given back. */
enum Fault {
    /** Nothing: what the others are compared with. */
    NONE {
        @Override
        void begin(Stage stage) {
            // Nothing happens.
        }
    },
    /** The broker is killed with -9, and started again at the end. */
    BROKER_KILLED {
        @Override
        void begin(Stage stage) throws LoadProblem, InterruptedException {
            stage.killBroker();
        }

        @Override
        void end(Stage stage) throws LoadProblem {
            stage.startBroker(List.of());
        }
    },
    /** The broker is paused: it takes connections and answers nothing. */
    BROKER_PAUSED {
        @Override
        void begin(Stage stage) throws LoadProblem, InterruptedException {
            stage.demo.signalBroker("STOP");
        }

        @Override
        void end(Stage stage) throws LoadProblem, InterruptedException {
            stage.demo.signalBroker("CONT");
        }
    },
    /** The broker's disk takes nothing more, and the broker ends of it; at the end it gets room and is started again. */
    BROKER_DISK_FULL {
        @Override
        void begin(Stage stage) throws LoadProblem, InterruptedException {
            stage.killBroker();
            // No file may grow beyond 64 blocks: the first write to a log that is longer fails, as on a full disk.
            stage.startBroker(List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "broker"));
        }

        @Override
        void end(Stage stage) throws LoadProblem, InterruptedException {
            stage.stopBroker();
            stage.startBroker(List.of());
        }
    },
    /** The topic of the requests is deleted, with all that is in it, while the gateway writes. */
    TOPIC_DELETED {
        @Override
        void begin(Stage stage) throws LoadProblem, InterruptedException {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + stage.demo.kafkaPort()))) {
                admin.deleteTopics(List.of(EventTopic.REQUESTS)).all().get();
            } catch (ExecutionException failure) {
                throw new LoadProblem("the topic cannot be deleted: " + failure.getMessage(), failure);
            }
        }

        @Override
        boolean takesRecordsAway() {
            return true;
        }
    },
    /** The gateway is killed with -9, and its broker with it; both are started again at the end. */
    GATEWAY_KILLED {
        @Override
        void begin(Stage stage) throws LoadProblem, InterruptedException {
            stage.demo.kill();
        }

        @Override
        void end(Stage stage) throws LoadProblem, InterruptedException {
            stage.startDemoAgain();
        }

        @Override
        boolean cutsRequests() {
            return true;
        }
    };

    abstract void begin(Stage stage) throws LoadProblem, InterruptedException;

    void end(Stage stage) throws LoadProblem, InterruptedException {
        // Nothing to give back.
    }

    /** Whether requests fail because of it, and latency says nothing. */
    boolean cutsRequests() {
        return false;
    }

    /** Whether records that Kafka had confirmed are gone because of it. */
    boolean takesRecordsAway() {
        return false;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The demonstration, and what became of its broker. */
    static final class Stage implements AutoCloseable {
        private final Path home;
        private final Path directory;
        private DemoProcess demo;
        private @Nullable Process broker;
        private List<String> command = List.of();

        Stage(Path home, Path directory) throws LoadProblem, InterruptedException {
            this.home = home;
            this.directory = directory;
            demo = DemoProcess.start(home, directory, 0);
        }

        DemoProcess demo() {
            return demo;
        }

        private void killBroker() throws LoadProblem, InterruptedException {
            command = demo.brokerCommand();
            demo.signalBroker("KILL");
            DemoProcess.awaitEnd(demo.brokerPid());
        }

        private void startBroker(List<String> wrapper) throws LoadProblem {
            List<String> whole = new ArrayList<>(wrapper);
            whole.addAll(command);
            try {
                // Its standard input stays open as long as we live, and it ends when we do.
                broker = new ProcessBuilder(whole)
                        .redirectError(directory.resolve("kafka-again.log").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException failure) {
                throw new LoadProblem("the broker cannot be started again: " + failure.getMessage(), failure);
            }
        }

        private void stopBroker() throws InterruptedException {
            Process running = broker;
            if (running != null) {
                running.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
        }

        private void startDemoAgain() throws LoadProblem, InterruptedException {
            demo = DemoProcess.start(home, directory, demo.kafkaPort());
        }

        @Override
        public void close() {
            demo.close();
            Process running = broker;
            if (running != null) {
                running.destroyForcibly();
            }
        }
    }
}
