package dev.gatehouse.gateway.explain;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RouteMatchException;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.policy.path.CanonicalPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would bring a request to a route that now takes none: small slips, each tried on the route table. */
final class RouteTurns {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final RouteTable routes;
    private final RequestHead head;

    RouteTurns(RouteTable routes, RequestHead head) {
        this.routes = routes;
        this.head = head;
    }

    List<Turn> all() {
        List<Turn> turns = new ArrayList<>();
        String path = head.path().value();
        if (path.length() > 1) {
            boolean isSlashed = path.endsWith("/");
            String other = isSlashed ? path.substring(0, path.length() - 1) : path + "/";
            CanonicalPath.from(other)
                    .path()
                    .ifPresent(canonical -> attempt("ask for `" + other + "`", with(head.method(), canonical), turns));
        }
        for (String method : METHODS) {
            if (!method.equals(head.method())) {
                attempt("send it as `" + method + "`", with(method, head.path()), turns);
            }
        }
        turns.add(Turn.untried("add a route that takes `" + head.method() + " " + path + "`"));
        return turns;
    }

    private void attempt(String change, RequestHead changed, List<Turn> turns) {
        taker(changed).ifPresent(route -> turns.add(new Turn(change, "route `" + route.id() + "` takes it")));
    }

    private Optional<Route> taker(RequestHead changed) {
        try {
            return routes.match(changed);
        } catch (RouteMatchException e) {
            return Optional.empty();
        }
    }

    private RequestHead with(String method, CanonicalPath path) {
        return new RequestHead(
                method,
                path,
                head.query(),
                head.host(),
                head.port(),
                head.scheme(),
                head.headers(),
                head.clientAddress(),
                head.atMillis(),
                head.draw());
    }
}
