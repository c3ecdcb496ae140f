package dev.gatehouse.ingress.route;

import dev.gatehouse.ingress.admission.RequestHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which routes of a table may have anything but a plain no for a request: a path trie for each host that is written
 * out, one for each ending of hosts, and one for routes that take any host.
 *
 * <p>It leaves a route out only if a predicate of that route says no, and none that is asked before it can fail. So
 * asking the others in their order gives what asking all of them would give, failures included.
 */
final class RouteIndex {
    private final Map<String, PathTrie> hosts;
    private final Map<String, PathTrie> endings;
    private final PathTrie anyHost;
    private final int mostLabels;
    private final int[] every;

    RouteIndex(List<Route> routes) {
        Map<HostForm, GrowingPathTrie> growing = new HashMap<>();
        growing.put(HostForm.ANY, new GrowingPathTrie());
        for (int place = 0; place < routes.size(); place++) {
            RouteForms forms = RouteForms.of(routes.get(place));
            for (HostForm host : forms.hosts()) {
                GrowingPathTrie trie = growing.computeIfAbsent(host, ignored -> new GrowingPathTrie());
                for (PathForm path : forms.paths()) {
                    trie.add(path, place);
                }
            }
        }
        Map<String, PathTrie> whole = new HashMap<>();
        Map<String, PathTrie> open = new HashMap<>();
        growing.forEach((host, trie) -> (host.isOpen() ? open : whole).put(host.ending(), trie.grown()));
        anyHost = Objects.requireNonNull(open.remove(HostForm.ANY.ending()));
        hosts = Map.copyOf(whole);
        endings = Map.copyOf(open);
        mostLabels = growing.keySet().stream()
                .filter(HostForm::isOpen)
                .mapToInt(HostForm::labels)
                .max()
                .orElse(0);
        every = IntStream.range(0, routes.size()).toArray();
    }

    Candidates candidates(RequestHead head) {
        Candidates found = new Candidates();
        List<String> segments = head.path().segments();
        anyHost.collect(segments, 0, found);
        if (hosts.isEmpty() && endings.isEmpty()) {
            return found;
        }
        String host = head.host();
        if (!hasOnlyLabels(host)) {
            found.add(every);
            return found;
        }
        collect(hosts.get(host), segments, found);
        if (!endings.isEmpty()) {
            collectEndings(host, segments, found);
        }
        return found;
    }

    private void collectEndings(String host, List<String> segments, Candidates found) {
        int dot = host.length();
        for (int labels = 0; labels < mostLabels && dot >= 0; labels++) {
            dot = host.lastIndexOf('.', dot - 1);
            collect(endings.get(host.substring(dot + 1)), segments, found);
        }
    }

    private static void collect(@Nullable PathTrie trie, List<String> segments, Candidates found) {
        if (trie != null) {
            trie.collect(segments, 0, found);
        }
    }

    // Those who compare hosts label by label skip empty ones. The door lets none in, so that speed does not matter.
    private static boolean hasOnlyLabels(String host) {
        return !host.isEmpty() && !host.startsWith(".") && !host.endsWith(".") && !host.contains("..");
    }
}
