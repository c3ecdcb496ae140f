package dev.gatehouse.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void metricsAndTheirLabelsAreFound() {
        PromQl asked =
                new PromQl("sum by (route, le) (rate(a_total{x=~\"b_total{}\",y!=\"1\"}[5m])) / 1e9 > 14.4 * 0.001"
                        + " and on (route) b:c:d5m unless absent(e)");

        assertThat(asked.labels())
                .isEqualTo(
                        Map.of("a_total", Set.of("route", "x", "y"), "b:c:d5m", Set.of("route"), "e", Set.of("route")));
    }
}
