package dev.gatehouse.load.micro;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RoutePredicate;
import dev.gatehouse.ingress.route.RouteTable;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a request to its route, by the table that serves and by asking each route in turn; and making the table. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteLookup {
    /** A power of two; too many to be guessed. */
    private static final int REQUESTS = 1024;

    @Param({"1", "1000", "10000"})
    private int routes;

    @Param
    private Lookup lookup = Lookup.PATH;

    private List<Route> declared = List.of();
    private RouteTable table = new RouteTable(declared);
    private RequestHead[] requests = {};
    private int next;

    /** Makes the routes, and requests for some of them. */
    @Setup
    public void prepare() {
        declared = SampleRoutes.of(routes, lookup);
        table = new RouteTable(declared);
        requests = new Random(7)
                .ints(REQUESTS, 0, routes)
                .mapToObj(route -> SampleRoutes.head(route, lookup))
                .toArray(RequestHead[]::new);
        for (RequestHead request : requests) {
            if (!table.match(request).equals(asked(request))) {
                throw new IllegalStateException("the table and the routes differ about " + request);
            }
        }
    }

    @Benchmark
    public Optional<Route> indexed() {
        return table.match(next());
    }

    @Benchmark
    public Optional<Route> oneByOne() {
        return asked(next());
    }

    @Benchmark
    public RouteTable made() {
        return new RouteTable(declared);
    }

    private Optional<Route> asked(RequestHead head) {
        for (Route route : declared) {
            if (takes(route, head)) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    private static boolean takes(Route route, RequestHead head) {
        for (RoutePredicate predicate : route.predicates()) {
            if (!predicate.test(head)) {
                return false;
            }
        }
        return true;
    }

    private RequestHead next() {
        return requests[next++ & (REQUESTS - 1)];
    }
}
