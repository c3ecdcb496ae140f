package dev.gatehouse.ingress.exchange;

import java.util.function.Consumer;

/**
 * Who wants to know how a request ended.
 *
 * <p>Called exactly once for each request, on the event loop that owns it, whatever happened: answered,
 * refused, broken off or timed out. It must not block. The exchange is not changed afterwards by the door,
 * but it must be read before the method returns: it belongs to the loop.
 */
public interface ExchangeListener {

    void onEnd(Exchange exchange);

    /**
     * Called on the loop when a request was denied and nothing was answered yet. The answer leaves when the listener
     * says so, once and from any thread: with true, or with false if it could not write the denial down where it must
     * be. The request ends with {@link #onEnd} as any other.
     */
    default void onDenial(Exchange exchange, Consumer<Boolean> mayBeTold) {
        mayBeTold.accept(true);
    }
}
