package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Limits;
import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.exchange.ExchangeListener;
import dev.gatehouse.ingress.exchange.Walk;
import dev.gatehouse.ingress.forward.Graft;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all connections of the listener share: the way in, and the count of who is inside. */
final class Door {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final Walk walk;
    private final Graft graft;
    private final Limits limits;
    private final Refusals refusals;
    private final ExchangeListener listener;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder unheard = new LongAdder();
    private volatile boolean draining;

    Door(Walk walk, Graft graft, Limits limits, Refusals refusals, ExchangeListener listener) {
        this.walk = walk;
        this.graft = graft;
        this.limits = limits;
        this.refusals = refusals;
        this.listener = listener;
    }

    Walk walk() {
        return walk;
    }

    Graft graft() {
        return graft;
    }

    Limits limits() {
        return limits;
    }

    Refusals refusals() {
        return refusals;
    }

    void entered() {
        inFlight.incrementAndGet();
    }

    /** Asks whether a denial may be told to the client now; the answer comes once, from any thread. */
    void denied(Exchange exchange, Consumer<Boolean> mayBeTold) {
        try {
            listener.onDenial(exchange, mayBeTold);
        } catch (RuntimeException e) {
            LOG.debug("a listener failed at a denial", e);
            mayBeTold.accept(false);
        }
    }

    /** To be called once for each request that entered, when it has ended. */
    void left(Exchange exchange) {
        inFlight.decrementAndGet();
        walk.leave(exchange);
        try {
            listener.onEnd(exchange);
        } catch (RuntimeException e) {
            // A listener that fails must not take the connection with it; the loss is counted.
            unheard.increment();
            LOG.debug("exchange listener failed trace={}", exchange.traceId(), e);
        }
    }

    int inFlight() {
        return inFlight.get();
    }

    /** Ends that the listener did not take, because it failed. */
    long unheard() {
        return unheard.sum();
    }

    /** From now on every response is its connection's last. */
    void beginToDrain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }
}
