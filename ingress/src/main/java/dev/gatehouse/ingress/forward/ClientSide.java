package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.End;
import io.netty.handler.codec.http.HttpResponse;

/**
 * The client's side of a passage: the HTTP/1.1 connection or HTTP/2 stream that the request came on. Called on its
 * loop, and only until the passage is over.
 */
public interface ClientSide {

    /** Sends a part of the response, or an interim one, on; the part is the client's to release. */
    void write(Object part);

    void flush();

    /** Whether the client takes what is written as fast as it comes. */
    boolean isWritable();

    /** Whether the client knows what an interim response is. */
    boolean takesInterim();

    /** No more of the request is wanted for the moment, or more is wanted again. */
    void reading(boolean on);

    /** Answers in place of the upstream, of which nothing was sent on yet. */
    void refuse(Refusal refusal, String reason);

    /** Shows the client that the response it is reading will not be whole. */
    void breakOff(End how, String errorType);

    /** Sends this 101 on; from here on bytes pass as they come. */
    void becomeTunnel(HttpResponse response);

    /** Sends what was written and closes; there is nothing more to say in a tunnel. */
    void closeTunnel();
}
