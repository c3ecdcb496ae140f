package dev.gatehouse.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** All visitors of one run. Each has a connection of its own, so that as many are open as were asked for. */
final class Crowd implements AutoCloseable {
    static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 5000;

    private final LoadPlan plan;
    private final Window window;
    private final LoopResources loops =
            LoopResources.create("load", Runtime.getRuntime().availableProcessors(), true);
    private final List<ConnectionProvider> connections = new ArrayList<>();
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<Mono<Void>> lanes = new ArrayList<>();

    Crowd(LoadPlan plan, Window window) throws LoadProblem {
        this.plan = plan;
        this.window = window;
        CallerTls tls = new CallerTls(plan.directory());
        int all = allLanes();
        for (int number = 0; number < plan.connections(); number++) {
            Scenario scenario = plan.mix().get(number % plan.mix().size());
            Protocol protocol = protocolOf(number);
            Tally tally = tallies.computeIfAbsent(
                    scenario.name() + " " + protocol, absent -> new Tally(scenario, protocol, window.measuredFrom()));
            HttpClient client = client(protocol).secure(tls.of(scenario.caller(), protocol));
            Visitor visitor = new Visitor(client, tally);
            for (int stream = 0; stream < protocol.lanes(plan.streams()); stream++) {
                lanes.add(visitor.walk(schedule(lanes.size(), all)));
            }
        }
    }

    /** Lets them all in. Complete when the last answer is there or given up. */
    CompletableFuture<Void> enter() {
        return Flux.fromIterable(lanes)
                .flatMap(lane -> lane, lanes.size())
                .then()
                .toFuture();
    }

    List<Tally> tallies() {
        return List.copyOf(tallies.values());
    }

    long answers() {
        return tallies().stream().mapToLong(Tally::answers).sum();
    }

    /** Scenarios change from one connection to the next, protocols after each full turn of scenarios. */
    private Protocol protocolOf(int number) {
        return plan.protocols()
                .get(number / plan.mix().size() % plan.protocols().size());
    }

    private int allLanes() {
        int sum = 0;
        for (int number = 0; number < plan.connections(); number++) {
            sum += protocolOf(number).lanes(plan.streams());
        }
        return sum;
    }

    private Schedule schedule(int lane, int all) {
        return plan.isOpenLoop()
                ? Schedule.constantRate(window.beginsAt(), plan.rate(), lane, all, window.endsAt())
                : Schedule.closedLoop(window.endsAt());
    }

    private HttpClient client(Protocol protocol) {
        ConnectionProvider own = ConnectionProvider.builder("visitor")
                .maxConnections(1)
                .pendingAcquireMaxCount(plan.streams())
                .pendingAcquireTimeout(ANSWER_DEADLINE)
                .build();
        connections.add(own);
        // A request that is sent again behind our back would be two events for one answer.
        return HttpClient.create(own)
                .runOn(loops)
                .disableRetry(true)
                .host(plan.host())
                .port(plan.port())
                .protocol(protocol.spoken())
                .option(io.netty.channel.ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(ANSWER_DEADLINE);
    }

    @Override
    public void close() {
        connections.forEach(ConnectionProvider::dispose);
        loops.dispose();
    }
}
