package dev.gatehouse.gateway.history;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RoutePredicate;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.path.CanonicalPath;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which service the candidate's routes would give a recorded path to.
 *
 * <p>A predicate that looks at something that was not recorded may agree or not. The services of all routes that
 * may then take the request are compared: only where they differ is the service unknown.
 */
final class CandidateRoutes {
    private static final String HEADER = "header.";
    private static final String HOST = "header.host";
    private static final String CLIENT_ADDRESS = new Attribute.ClientAddress().written();
    private static final String NOWHERE = "\0";

    private final RouteTable table;

    CandidateRoutes(RouteTable table) {
        this.table = table;
    }

    /** Where a request goes: one service, no route, or nobody can say. */
    record Place(String service, boolean isRouted, Set<String> hinges) {
        static Place unknown(Set<String> hinges) {
            return new Place("", false, hinges);
        }

        boolean isKnown() {
            return hinges.isEmpty();
        }
    }

    boolean dependOnTime() {
        return table.routes().stream()
                .flatMap(route -> route.predicates().stream())
                .anyMatch(predicate -> predicate.looksAt().contains(RoutePredicate.TIME));
    }

    Place place(String method, CanonicalPath path, Map<String, List<String>> recorded, Instant at) {
        return place(method, path, recorded, at, Set.of());
    }

    /** The same; of the predicates that are {@code unread}, as they describe themselves, nothing is known. */
    Place place(String method, CanonicalPath path, Map<String, List<String>> recorded, Instant at, Set<String> unread) {
        RequestHead head = head(method, path, recorded, at);
        Set<String> services = new HashSet<>();
        Set<String> hinges = new HashSet<>();
        boolean isTaken = false;
        for (Route route : table.routes()) {
            Set<String> open = new HashSet<>();
            if (mayTake(route, head, recorded.keySet(), unread, open)) {
                services.add(route.service());
                hinges.addAll(open);
                isTaken = open.isEmpty();
            }
            if (isTaken) {
                break;
            }
        }
        if (!isTaken) {
            services.add(NOWHERE);
        }
        if (services.size() > 1) {
            return Place.unknown(hinges);
        }
        String only = services.iterator().next();
        return only.equals(NOWHERE) ? new Place("", false, Set.of()) : new Place(only, true, Set.of());
    }

    /** Whether no predicate refuses for sure; what the others look at is added to {@code open}. */
    private static boolean mayTake(
            Route route, RequestHead head, Set<String> recorded, Set<String> unread, Set<String> open) {
        for (RoutePredicate predicate : route.predicates()) {
            Set<String> unknown = new HashSet<>(predicate.looksAt());
            unknown.removeAll(recorded);
            unknown.remove(RoutePredicate.TIME);
            if (unread.contains(predicate.describe())) {
                unknown.add(predicate.describe());
            }
            if (unknown.isEmpty()) {
                try {
                    if (!predicate.test(head)) {
                        return false;
                    }
                } catch (RuntimeException e) {
                    // Served, it would end the request with 500, which is neither yes nor no.
                    open.add("a failing predicate of route `" + route.id() + "`");
                }
            }
            unknown.forEach(what -> open.add(shown(what) + ", which route `" + route.id() + "` asks for"));
        }
        return true;
    }

    private static String shown(String what) {
        return Attribute.from(what).map(Attribute::shown).orElse("`" + what + "`");
    }

    private static RequestHead head(String method, CanonicalPath path, Map<String, List<String>> recorded, Instant at) {
        HttpHeaders headers = new DefaultHttpHeaders();
        recorded.forEach((name, values) -> {
            if (name.startsWith(HEADER)) {
                headers.add(name.substring(HEADER.length()), values);
            }
        });
        return new RequestHead(
                method, path, "", host(recorded), 0, "https", headers, address(recorded), at.toEpochMilli(), 0);
    }

    private static String host(Map<String, List<String>> recorded) {
        String host = first(recorded, HOST).toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static InetAddress address(Map<String, List<String>> recorded) {
        InetAddress known = NetUtil.createInetAddressFromIpAddressString(first(recorded, CLIENT_ADDRESS));
        return known == null ? InetAddress.getLoopbackAddress() : known;
    }

    private static String first(Map<String, List<String>> recorded, String name) {
        List<String> values = recorded.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }
}
