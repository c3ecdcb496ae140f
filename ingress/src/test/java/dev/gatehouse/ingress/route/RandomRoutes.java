package dev.gatehouse.ingress.route;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.exchange.TestHeads;
import dev.gatehouse.ingress.exchange.TestSnapshots;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Routes and requests out of few words, so that they meet often and in every way. */
final class RandomRoutes {
    private static final List<String> WORDS = List.of("a", "b", "c", "a%40", "a@");
    private static final List<String> WILD = List.of("*", "**", "{v%d}");
    private static final List<String> HOSTS = List.of("x", "a.x", "b.x", "b.a.x", "y", "a.y", "10.0.0.1", "fe80::1");
    private static final List<String> ODD_HOSTS = List.of("", "a..x", ".x", "x.");
    private static final Route ANY = TestSnapshots.route("any", "", false, path -> true);

    private final Random random;

    RandomRoutes(long seed) {
        random = new Random(seed);
    }

    List<Route> routes(int size) {
        return IntStream.range(0, size).mapToObj(i -> route("r" + i)).toList();
    }

    private Route route(String id) {
        List<RoutePredicate> predicates = new ArrayList<>();
        if (random.nextInt(10) > 0) {
            predicates.add(onPath());
        }
        if (random.nextInt(3) == 0) {
            predicates.add(onHost());
        }
        if (random.nextInt(4) == 0) {
            String method = pick(List.of("GET", "POST"));
            predicates.add(new Sure(head -> head.method().equals(method)));
        }
        if (random.nextInt(4) == 0) {
            double from = random.nextDouble();
            predicates.add(new Sure(head -> head.draw() >= from));
        }
        if (random.nextInt(6) == 0) {
            predicates.add(new Fragile(pick(WORDS), random.nextBoolean()));
        }
        Collections.shuffle(predicates, random);
        int order = random.nextInt(3) == 0 ? random.nextInt(5) - 2 : 0;
        return new Route(id, order, predicates, "/**", "", ANY.upstream(), false, ANY.forwarding());
    }

    private RoutePredicate onPath() {
        List<PathTemplate> templates = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i -= 2) {
            PathTemplate.from(text(true)).template().ifPresent(templates::add);
        }
        return new OnPath(templates, random.nextInt(8) == 0);
    }

    private RoutePredicate onHost() {
        List<HostForm> forms = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i -= 2) {
            forms.add(random.nextInt(12) == 0 ? HostForm.ANY : new HostForm(pick(HOSTS), random.nextInt(3) == 0));
        }
        return new OnHost(forms);
    }

    RequestHead head() {
        RequestHead plain = TestHeads.get("/");
        return new RequestHead(
                pick(List.of("GET", "POST")),
                CanonicalPath.from(text(false)).path().orElseThrow(),
                "",
                random.nextInt(50) == 0 ? pick(ODD_HOSTS) : pick(HOSTS),
                80,
                "http",
                plain.headers(),
                plain.clientAddress(),
                0,
                random.nextDouble());
    }

    private String text(boolean isTemplate) {
        StringBuilder text = new StringBuilder();
        int depth = random.nextInt(5);
        for (int i = 0; i < depth; i++) {
            boolean isWild = isTemplate && random.nextInt(3) == 0;
            text.append('/').append(isWild ? pick(WILD).replace("%d", String.valueOf(i)) : pick(WORDS));
        }
        return text.isEmpty() || random.nextInt(5) == 0 ? text + "/" : text.toString();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private record OnPath(List<PathTemplate> templates, boolean mayFail) implements RoutePredicate {
        @Override
        public boolean test(RequestHead head) {
            return templates.stream().anyMatch(template -> template.matches(head.path()));
        }

        @Override
        public Optional<List<PathForm>> paths() {
            return Optional.of(templates.stream().map(PathForm::of).toList());
        }

        @Override
        public String describe() {
            return "Path=" + templates;
        }
    }

    private record OnHost(List<HostForm> forms) implements RoutePredicate {
        @Override
        public boolean test(RequestHead head) {
            String labels = head.host().replace("..", ".");
            return forms.stream()
                    .anyMatch(form -> labels.equals(form.ending())
                            || form.isOpen() && (form.ending().isEmpty() || labels.endsWith("." + form.ending())));
        }

        @Override
        public Optional<List<HostForm>> hosts() {
            return Optional.of(forms);
        }

        @Override
        public boolean mayFail() {
            return false;
        }

        @Override
        public String describe() {
            return "Host=" + forms;
        }
    }

    private record Sure(Predicate<RequestHead> answer) implements RoutePredicate {
        @Override
        public boolean test(RequestHead head) {
            return answer.test(head);
        }

        @Override
        public boolean mayFail() {
            return false;
        }

        @Override
        public String describe() {
            return "Sure";
        }
    }

    /** Fails for paths with this word in them. */
    private record Fragile(String word, boolean answer) implements RoutePredicate {
        @Override
        public boolean test(RequestHead head) {
            if (head.path().segments().contains(word)) {
                throw new IllegalStateException("no " + word);
            }
            return answer;
        }

        @Override
        public String describe() {
            return "Fragile=" + word;
        }
    }
}
