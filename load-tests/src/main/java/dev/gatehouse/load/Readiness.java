package dev.gatehouse.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks the management port whether the gateway is ready, before the crowd is let in. */
final class Readiness {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final long ASK_EVERY_MILLIS = 200;

    private final URI uri;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(DEADLINE).build();

    Readiness(String host, int managementPort) {
        uri = URI.create("http://" + host + ":" + managementPort + "/health/readiness");
    }

    /** Returns once it is ready; asks at least once, and again until so much time is over. */
    void await(Duration patience) throws LoadProblem, InterruptedException {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                require();
                return;
            } catch (LoadProblem notYet) {
                if (System.nanoTime() - giveUpAt >= 0) {
                    throw notYet;
                }
            }
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
        }
    }

    private void require() throws LoadProblem, InterruptedException {
        int status;
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(DEADLINE).build();
            status = client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException absent) {
            throw new LoadProblem(
                    "nothing answers at " + uri + "; start `./gatehouse demo`, or give --management-port", absent);
        }
        if (status != 200) {
            throw new LoadProblem("the gateway is not ready: " + uri + " answers " + status);
        }
    }
}
