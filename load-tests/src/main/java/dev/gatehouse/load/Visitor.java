package dev.gatehouse.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClient.ResponseReceiver;

/** One connection that makes the same call again and again, on as many lanes at a time as its protocol allows. */
final class Visitor {
    // After a failure: a gateway that refuses connections shall not be hammered by a loop that never waits.
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ResponseReceiver<?> call;
    private final Tally tally;

    Visitor(HttpClient client, Tally tally) {
        Scenario scenario = tally.scenario();
        HttpClient.RequestSender sender = client.headers(
                        headers -> scenario.headers().forEach(headers::set))
                .request(io.netty.handler.codec.http.HttpMethod.valueOf(scenario.method()))
                .uri(scenario.path());
        byte[] body = scenario.body().getBytes(StandardCharsets.UTF_8);
        Mono<ByteBuf> content = Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body));
        this.call = body.length == 0 ? sender : sender.send(content);
        this.tally = tally;
    }

    /** Makes calls one after the other until the schedule ends; failures are counted and do not end it. */
    Mono<Void> walk(Schedule schedule) {
        Lane lane = new Lane(schedule);
        return Mono.defer(lane::next).repeat(lane::isOpen).then();
    }

    private Mono<Void> call(long due) {
        return call.response((response, body) -> body.then(Mono.<Void>fromRunnable(() -> tally.answered(
                        response.status().code(),
                        response.responseHeaders().contains("x-request-id"),
                        due,
                        System.nanoTime()))))
                .then()
                .onErrorResume(failure -> {
                    tally.failed(failure);
                    return Mono.delay(PAUSE).then();
                });
    }

    /** One request at a time. */
    private final class Lane {
        private final Schedule schedule;
        private volatile boolean isOpen = true;

        Lane(Schedule schedule) {
            this.schedule = schedule;
        }

        boolean isOpen() {
            return isOpen;
        }

        Mono<Void> next() {
            long now = System.nanoTime();
            long due = schedule.nextDue(now);
            if (!schedule.includes(due) || !schedule.includes(now)) {
                isOpen = false;
                return Mono.empty();
            }
            return due - now <= 0
                    ? call(due)
                    : Mono.delay(Duration.ofNanos(due - now)).then(Mono.defer(() -> call(due)));
        }
    }
}
