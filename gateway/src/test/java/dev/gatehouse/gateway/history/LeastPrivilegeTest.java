package dev.gatehouse.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever passed is allowed by what is learned from it; another caller or method is not. */
class LeastPrivilegeTest {
    private static final int ROUNDS = 150;
    private static final List<String> CALLERS = List.of("web", "checkout", "no", "anonymous");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PURGE");
    private static final List<String> SEGMENTS =
            List.of("a", "b", "entries", "v1", "7", "19", "2026-11-23", "deadbeef01", "*", "x%20y", "kim@x", "c.d");

    @TempDir
    private Path folder;

    private final Random random = new Random(20261123);

    private record Sent(String caller, String method, String path) {}

    @Test
    void whatPassedIsAllowedAndNoOtherCallerOrMethodIs() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            Events events = new Events();
            Learner learner = new Learner("ledger", 1 + random.nextInt(5));
            Set<Sent> passed = new HashSet<>();
            Set<String> pairs = new HashSet<>();
            for (int i = 1 + random.nextInt(60); i > 0; i--) {
                Sent sent = new Sent(pick(CALLERS.subList(0, 1 + round % 4)), pick(METHODS.subList(0, 2)), path());
                passed.add(sent);
                pairs.add(sent.caller() + " " + sent.method());
                learner.accept(events.event("'src_identity':'" + sent.caller()
                        + "','dst_identity':'ledger','path_template':'/**','method':'" + sent.method()
                        + "','path':'" + sent.path() + "','end':'ok','decision':'allow'"));
            }
            LoadedSuggestion loaded = LoadedSuggestion.of(learner.suggest(1), folder);
            for (Sent sent : passed) {
                assertThat(loaded.allows(sent.caller(), sent.method(), sent.path()))
                        .as("%s by %s", sent, learner.suggest(1).toYaml())
                        .isTrue();
                for (String caller : CALLERS) {
                    for (String method : METHODS) {
                        if (!pairs.contains(caller + " " + method)) {
                            assertThat(loaded.allows(caller, method, sent.path()))
                                    .isFalse();
                        }
                    }
                }
            }
        }
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            path.append('/').append(pick(SEGMENTS));
        }
        return random.nextInt(8) == 0 ? path.append('/').toString() : path.toString();
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
