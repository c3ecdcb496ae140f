package dev.gatehouse.gateway.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be closed, last opened first; one that fails does not keep the others open. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(String name, AutoCloseable part) {}

    void add(String name, AutoCloseable part) {
        steps.push(new Step(name, part));
    }

    void run() {
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                step.part().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("close failed part={} reason={}", step.name(), e.toString());
            }
        }
    }
}
