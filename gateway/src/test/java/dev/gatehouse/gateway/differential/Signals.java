package dev.gatehouse.gateway.differential;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What client and backend of one exchange tell each other behind the gateway's back, so that nobody sleeps. */
final class Signals {
    private final Map<String, CountDownLatch> named = new ConcurrentHashMap<>();

    void give(String name) {
        latch(name).countDown();
    }

    void await(String name) throws InterruptedException {
        if (!latch(name).await(Wire.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("`" + name + "` did not happen in time");
        }
    }

    private CountDownLatch latch(String name) {
        return named.computeIfAbsent(name, ignored -> new CountDownLatch(1));
    }
}
