package dev.gatehouse.ingress.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path with two readings is refused on HTTP/2 as it is on HTTP/1.1. */
class Http2PathsIT {
    private static House house;

    @BeforeAll
    static void open() {
        house = new House(new TestPath());
    }

    @BeforeEach
    void forget() {
        house.forget();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/public/../private",
                "/public/%2e%2e/private",
                "/public/./x",
                "/public/..%2fprivate",
                "/app%2fadmin",
                "/app%5cadmin",
                "/%252e%252e/admin",
                "/%c0%ae%c0%ae/admin",
                "/admin%00",
                "/..;/admin",
                "/admin;a=b",
                "/admin%3ba",
                "/a//b",
            })
    void aPathWithTwoReadingsIsRefused(String path) {
        Integer status = Spoken.HTTP_2
                .client(house)
                .get()
                .uri(path)
                .response()
                .map(response -> response.status().code())
                .block(Duration.ofSeconds(10));

        assertThat(status).isEqualTo(400);
        assertThat(house.seen()).isEmpty();
        assertThat(house.nextEnd().refusal()).isEqualTo(Refusal.PATH_NOT_CANONICAL);
    }
}
