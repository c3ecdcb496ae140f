package dev.gatehouse.load.micro;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.HostForm;
import dev.gatehouse.ingress.route.PathForm;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RoutePredicate;
import dev.gatehouse.ingress.upstream.Endpoint;
import dev.gatehouse.ingress.upstream.Upstream;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Routes with a host and a path each, and requests that take them. */
final class SampleRoutes {
    private static final Upstream UPSTREAM =
            Upstream.of("unused", Optional.empty(), new Endpoint("http", "localhost", 1));

    private SampleRoutes() {}

    static List<Route> of(int routes, Lookup lookup) {
        return IntStream.range(0, routes).mapToObj(i -> route(i, lookup)).toList();
    }

    private static Route route(int i, Lookup lookup) {
        PathTemplate path =
                PathTemplate.from(lookup.prefix(i) + "/**").template().orElseThrow();
        List<RoutePredicate> predicates = List.of(new OnHost(lookup.host(i)), new OnPath(path));
        return new Route("r" + i, 0, predicates, path.toString(), "", UPSTREAM, false, () -> "nowhere");
    }

    static RequestHead head(int route, Lookup lookup) {
        CanonicalPath path =
                CanonicalPath.from(lookup.prefix(route) + "/7").path().orElseThrow();
        return new RequestHead(
                "GET",
                path,
                "",
                lookup.host(route),
                443,
                "https",
                new DefaultHttpHeaders(),
                InetAddress.getLoopbackAddress(),
                0,
                0);
    }

    private record OnPath(PathTemplate template) implements RoutePredicate {
        @Override
        public boolean test(RequestHead head) {
            return template.matches(head.path());
        }

        @Override
        public Optional<List<PathForm>> paths() {
            return Optional.of(List.of(PathForm.of(template)));
        }

        @Override
        public boolean mayFail() {
            return false;
        }

        @Override
        public String describe() {
            return "Path=" + template;
        }
    }

    private record OnHost(String host) implements RoutePredicate {
        @Override
        public boolean test(RequestHead head) {
            return host.equals(head.host());
        }

        @Override
        public Optional<List<HostForm>> hosts() {
            return Optional.of(List.of(new HostForm(host, false)));
        }

        @Override
        public boolean mayFail() {
            return false;
        }

        @Override
        public String describe() {
            return "Host=" + host;
        }
    }
}
