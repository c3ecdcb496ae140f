package dev.gatehouse.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is sent, how, and for how long. Only a {@link #checked()} plan is bounded and stays on this machine.
 *
 * @param host where the gateway listens; a loopback address
 * @param port its public port
 * @param directory the demonstration's folder, with the callers' certificates
 * @param mix the scenarios that connections take in turn
 * @param protocols the protocols that connections take in turn
 * @param connections how many connections
 * @param streams how many requests at a time on an HTTP/2 connection
 * @param rate requests a second over all connections, or 0 for as many as there are answers
 * @param warmup how long requests are sent before latency counts
 * @param duration how long they count
 * @param eventsWithin how long to wait for the events of the last answers
 */
record LoadPlan(
        String host,
        int port,
        Path directory,
        List<Scenario> mix,
        List<Protocol> protocols,
        int connections,
        int streams,
        int rate,
        Duration warmup,
        Duration duration,
        Duration eventsWithin) {
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LONGEST_WARMUP = Duration.ofMinutes(2);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final int MOST_CONNECTIONS = 2000;
    private static final int MOST_STREAMS = 100;
    private static final int HIGHEST_RATE = 1_000_000;

    LoadPlan {
        mix = List.copyOf(mix);
        protocols = List.copyOf(protocols);
    }

    /** Refuses a plan that would leave this machine, would not end, or would leave out what it says it drives. */
    LoadPlan checked() throws LoadProblem {
        Loopback.require(host, "--host");
        between("--port", port, 1, 65_535);
        between("--connections", connections, mix.size() * protocols.size(), MOST_CONNECTIONS);
        between("--streams", streams, 1, MOST_STREAMS);
        between("--rate", rate, 0, HIGHEST_RATE);
        between("--duration", duration, SHORTEST, LONGEST);
        between("--events-within", eventsWithin, SHORTEST, LONGEST_WARMUP);
        between("--warmup", warmup, Duration.ZERO, LONGEST_WARMUP);
        return this;
    }

    boolean isOpenLoop() {
        return rate > 0;
    }

    private static void between(String option, int value, int least, int most) throws LoadProblem {
        if (value < least || value > most) {
            throw new LoadProblem(option + " " + value + " is not between " + least + " and " + most
                    + (option.equals("--connections") ? "; each scenario needs one for each protocol" : ""));
        }
    }

    private static void between(String option, Duration value, Duration least, Duration most) throws LoadProblem {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new LoadProblem(option + " " + value.toMillis() + "ms is not between " + least.toMillis() + "ms and "
                    + most.toMillis() + "ms");
        }
    }
}
