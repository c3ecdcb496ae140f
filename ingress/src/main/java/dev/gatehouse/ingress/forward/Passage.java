package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.End;
import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.upstream.ConnectionReader;
import dev.gatehouse.ingress.upstream.ConnectionTaker;
import dev.gatehouse.ingress.upstream.Lease;
import dev.gatehouse.ingress.upstream.UpstreamConnection;
import dev.gatehouse.ingress.upstream.UpstreamFailure;
import dev.gatehouse.ingress.upstream.UpstreamPools;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to its upstream and back, by the fast path.
 *
 * <p>Everything happens on the event loop of the client: what comes from one side is written to the other as it is,
 * flushed once for each read, and the side that is too fast is not read meanwhile. When one side breaks off, the
 * other learns at once. A request is sent again only as long as nothing of a response was sent on and nothing of a body was
 * sent.
 */
public final class Passage implements ConnectionTaker, ConnectionReader {
    private static final int MAX_INTERIM = 20;
    private static final UpstreamFailure STEP_FAILED = new UpstreamFailure(Refusal.INTERNAL, "internal_error");

    private final Exchange exchange;
    private final FastRoute route;
    private final UpstreamPools pools;
    private final ClientSide client;
    private final EventLoop loop;
    private final SentRequest request;
    private final Tries tries;

    private @Nullable Lease lease;
    private @Nullable UpstreamConnection connection;
    private @Nullable Tunnel tunnel;
    // What came of the body before there was a connection; no more is read meanwhile.
    private @Nullable ArrayDeque<HttpContent> held;

    private boolean starting;
    private boolean unflushed;
    private boolean requestSent;
    private boolean swallowing;
    private boolean switching;
    private boolean responding;
    private boolean responseDone;
    private boolean reusable;
    private boolean endsWithConnection;
    private boolean clientIsSlow;
    private boolean over;
    private int interims;
    private long movedAtNanos;

    /** The request is one that was walked and may go on. */
    public Passage(Exchange exchange, FastRoute route, SentRequest request, ClientSide client, EventLoop loop) {
        this.exchange = exchange;
        this.route = route;
        this.client = client;
        this.loop = loop;
        this.request = request;
        pools = Pinned.pools(exchange);
        tries = new Tries(route.retry(), request);
    }

    /** Sends the request on its way; its body follows by {@link #content}, and {@link #flush} at the end of each read. */
    public void start() {
        DirectAnswer answer;
        try {
            answer = request.prepare(exchange, route);
        } catch (RuntimeException e) {
            fail(STEP_FAILED);
            return;
        }
        if (answer != null) {
            over = true;
            DirectAnswers.give(answer, exchange, client);
            return;
        }
        starting = true;
        call();
        starting = false;
    }

    private void call() {
        Lease chosen = Pinned.upstream(exchange).choose();
        lease = chosen;
        request.sendTo(chosen);
        exchange.upstreamChosen(chosen);
        pools.take(loop, chosen, route.connectMillis(), this);
    }

    @Override
    public void taken(UpstreamConnection given, long waitedNanos, long openedNanos) {
        connection = given;
        given.lendTo(this);
        tries.begin(openedNanos == 0);
        tell(waitedNanos, openedNanos);
        given.write(request.toSend());
        requestSent = !request.hasBody();
        sendHeld(given);
        movedAtNanos = System.nanoTime();
        given.expectWithin(route.responseTimeout().toNanos());
        if (starting) {
            unflushed = true;
        } else {
            given.flush();
        }
    }

    private void tell(long waitedNanos, long openedNanos) {
        exchange.attempt();
        exchange.queued(waitedNanos);
        exchange.connected(openedNanos);
        Lease chosen = lease;
        if (chosen != null && !chosen.proof().isEmpty()) {
            // The handshake only succeeds with this very identity.
            exchange.upstreamProved(chosen.proof());
        }
    }

    private void sendHeld(UpstreamConnection given) {
        ArrayDeque<HttpContent> waiting = held;
        if (waiting == null) {
            return;
        }
        held = null;
        for (HttpContent part = waiting.poll(); part != null; part = waiting.poll()) {
            send(given, part);
        }
        if (given.isWritable()) {
            client.reading(true);
        }
    }

    @Override
    public void refused(UpstreamFailure failure) {
        if (over) {
            return;
        }
        release();
        if (tries.mayCallAgain(failure)) {
            call();
        } else {
            fail(failure);
        }
    }

    @Override
    public boolean isGone() {
        return over;
    }

    // What the client does.

    /** Takes a part of the request's body. */
    public void content(HttpContent part) {
        UpstreamConnection current = connection;
        if (over || !request.hasBody()) {
            part.release();
        } else if (current != null) {
            send(current, part);
            unflushed = true;
        } else {
            hold(part);
        }
    }

    private void hold(HttpContent part) {
        ArrayDeque<HttpContent> waiting = held;
        if (waiting == null) {
            waiting = new ArrayDeque<>(4);
            held = waiting;
            client.reading(false);
        }
        waiting.add(part);
    }

    private void send(UpstreamConnection current, HttpContent part) {
        requestSent = part instanceof LastHttpContent;
        current.write(part);
        movedAtNanos = System.nanoTime();
        if (!current.isWritable()) {
            client.reading(false);
        }
    }

    /** Takes bytes of a tunnel. */
    public void bytes(Object message) {
        Tunnel switched = tunnel;
        if (switched == null || over) {
            ReferenceCountUtil.release(message);
        } else {
            switched.fromClient(message);
            unflushed = true;
        }
    }

    /** What the client's socket had was read. */
    public void flush() {
        UpstreamConnection current = connection;
        if (unflushed && current != null) {
            unflushed = false;
            current.flush();
        }
    }

    /** The client takes more again, or no more. */
    public void clientWritable() {
        UpstreamConnection current = connection;
        if (tunnel != null) {
            tunnel.clientWritable();
        } else if (current != null && clientIsSlow && client.isWritable()) {
            clientIsSlow = false;
            movedAtNanos = System.nanoTime();
            current.reading(true);
        }
    }

    /** The turn has ended in another way; the backend learns at once. Does nothing for a passage that is over. */
    public void cancel() {
        if (over) {
            return;
        }
        over = true;
        UpstreamConnection current = connection;
        connection = null;
        if (tunnel != null) {
            tunnel.close();
        } else if (current != null) {
            current.close();
        }
        release();
    }

    // What the backend does.

    @Override
    public void read(Object message) {
        if (message instanceof HttpResponse response) {
            head(response);
        } else if (message instanceof HttpContent part) {
            body(part);
        } else {
            ReferenceCountUtil.release(message);
            giveUp(UpstreamFailure.PROTOCOL);
        }
    }

    private void head(HttpResponse response) {
        int status = response.status().code();
        if (responseDone || over) {
            // A second answer to one question; nothing of it is believed.
            ReferenceCountUtil.release(response);
            reusable = false;
        } else if (response.decoderResult().isFailure() || status < 100 || status > 599) {
            ReferenceCountUtil.release(response);
            giveUp(UpstreamFailure.PROTOCOL);
        } else if (status == 101) {
            switchProtocol(response);
        } else if (status < 200) {
            interim(response, status);
        } else if (tries.mayCallAgain(status)) {
            abandon();
            call();
        } else {
            respond(response);
        }
    }

    private void respond(HttpResponse response) {
        exchange.firstByte();
        endsWithConnection = !HopByHop.hasKnownEnd(response, request.isHead());
        reusable = HttpUtil.isKeepAlive(response) && !endsWithConnection;
        try {
            ResponseHeads.prepare(response, exchange, route, request, endsWithConnection);
        } catch (RuntimeException e) {
            abandon();
            fail(STEP_FAILED);
            return;
        }
        responding = true;
        responseDone = response instanceof LastHttpContent;
        client.write(response);
    }

    private void interim(HttpResponse response, int status) {
        swallowing = !(response instanceof LastHttpContent);
        tries.heard();
        if (++interims > MAX_INTERIM) {
            giveUp(UpstreamFailure.PROTOCOL);
        } else if (client.takesInterim() && (status != 100 || request.expectsContinue())) {
            HopByHop.strip(response.headers());
            client.write(ResponseHeads.whole(response));
        }
    }

    private void switchProtocol(HttpResponse response) {
        UpstreamConnection current = connection;
        if (!request.asksForUpgrade() || current == null) {
            giveUp(new UpstreamFailure(Refusal.UPSTREAM_FAILED, "unasked_upgrade"));
            return;
        }
        exchange.firstByte();
        HopByHop.keepUpgrade(response.headers());
        switching = true;
        client.becomeTunnel(response);
    }

    private void body(HttpContent part) {
        boolean last = part instanceof LastHttpContent;
        if (switching && last) {
            part.release();
            becomeTunnel();
        } else if (swallowing) {
            part.release();
            swallowing = !last;
        } else if (responseDone || over || !responding) {
            part.release();
        } else if (part.decoderResult().isFailure() || (last && wasCutOff())) {
            part.release();
            giveUp(UpstreamFailure.PROTOCOL);
        } else {
            responseDone = last;
            client.write(part);
            UpstreamConnection current = connection;
            if (!last && current != null && !client.isWritable()) {
                clientIsSlow = true;
                current.reading(false);
            }
        }
    }

    /** Whether a message that ends with its connection may have lost its end on the way. */
    private boolean wasCutOff() {
        UpstreamConnection current = connection;
        return endsWithConnection && current != null && !current.isEndProven();
    }

    private void becomeTunnel() {
        UpstreamConnection current = connection;
        if (current != null) {
            Tunnel switched = new Tunnel(client, current);
            tunnel = switched;
            current.lendTo(switched);
            current.speakNoHttp();
        }
    }

    @Override
    public void readComplete() {
        if (!responseDone || over) {
            movedAtNanos = System.nanoTime();
            client.flush();
            return;
        }
        // Now, and not at the last part: what else the same read brought would have met somebody else's request.
        over = true;
        UpstreamConnection current = connection;
        connection = null;
        release();
        if (current != null) {
            current.giveBack(reusable && requestSent);
        }
        client.reading(true);
        client.flush();
    }

    @Override
    public void writabilityChanged() {
        UpstreamConnection current = connection;
        if (current != null && current.isWritable()) {
            movedAtNanos = System.nanoTime();
            client.reading(true);
        }
    }

    @Override
    public void gone(UpstreamFailure failure) {
        connection = null;
        if (!over) {
            giveUp(failure);
        }
    }

    @Override
    public long waitingSince() {
        UpstreamConnection current = connection;
        boolean clientsTurn = !requestSent && current != null && current.isWritable();
        return responseDone || clientIsSlow || clientsTurn ? NOT_WAITING : movedAtNanos;
    }

    @Override
    public void timedOut() {
        giveUp(UpstreamFailure.TIMEOUT);
    }

    // How it ends when it does not end well.

    private void giveUp(UpstreamFailure failure) {
        abandon();
        if (!responding && !switching && tries.mayCallAgain(failure)) {
            call();
        } else {
            fail(failure);
        }
    }

    private void fail(UpstreamFailure failure) {
        over = true;
        release();
        if (responding || switching) {
            client.breakOff(
                    failure.refusal() == Refusal.UPSTREAM_TIMEOUT ? End.TIMEOUT : End.RESET, failure.errorType());
        } else {
            exchange.failed(failure.refusal(), failure.errorType());
            // What is left of the request is read and dropped.
            client.reading(true);
            client.refuse(failure.refusal(), failure.errorType());
        }
    }

    /** Gives up the connection, with whatever was half said on it. */
    private void abandon() {
        UpstreamConnection current = connection;
        connection = null;
        if (current != null) {
            current.close();
        }
        swallowing = false;
        interims = 0;
        release();
    }

    private void release() {
        Lease taken = lease;
        lease = null;
        if (taken != null) {
            taken.release();
        }
        if (over) {
            ArrayDeque<HttpContent> waiting = held;
            held = null;
            if (waiting != null) {
                waiting.forEach(HttpContent::release);
            }
        }
    }
}
