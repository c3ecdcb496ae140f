package dev.gatehouse.ingress.exchange;

/**
 * Who wants to know how a request ended.
 *
 * <p>Called exactly once for each request, on the event loop that owns it, whatever happened: answered,
 * refused, broken off or timed out. It must not block. The exchange is not changed afterwards by the door,
 * but it must be read before the method returns: it belongs to the loop.
 */
public interface ExchangeListener {

    void onEnd(Exchange exchange);
}
