package dev.gatehouse.telemetry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPropertyCheckTest {
    private static final String SCRAM =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"gw\" password=\"s3cr3t\";";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acks",
                "enable.idempotence",
                "max.in.flight.requests.per.connection",
                "retries",
                "transactional.id",
                "transaction.timeout.ms",
                "key.serializer",
                "value.serializer",
                "partitioner.class",
                "client.id"
            })
    void whatNothingLostRestsOnCannotBeChanged(String name) {
        assertThat(ClientPropertyCheck.of(Map.of(name, "1"))).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.property()).isEqualTo(name);
            assertThat(problem.message()).isEqualTo("`" + name + "` cannot be changed");
            assertThat(problem.help()).startsWith("leave it out; ");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "linger.ms | soon | `linger.ms` must be a whole number",
                "linger.ms | -1 | `linger.ms` must be a whole number",
                "enable.metrics.push | maybe | `enable.metrics.push` must be `true` or `false`",
                "compression.type | zip | `compression.type` must be a value that Kafka knows",
                "security.protocol | TLS | `security.protocol` must be a value that Kafka knows",
                "sasl.client.callback.handler.class | no.Such | `sasl.client.callback.handler.class` must be the name of "
                        + "a class that is there",
                "default.api.timeout.ms | x | `default.api.timeout.ms` must be a whole number",
                "sasl.mechanism | PLAIN | `sasl.mechanism` has no effect: `security.protocol` is `PLAINTEXT`",
                "ssl.truststore.type | PEM | `ssl.truststore.type` has no effect: `security.protocol` is `PLAINTEXT`",
                "delivery.timeout.ms | 10000 | `delivery.timeout.ms` (10000) must not be less than `linger.ms` (20) and "
                        + "`request.timeout.ms` (30000) together",
            })
    void aValueThatKafkaDoesNotTakeIsNamed(String name, String value, String message) {
        assertThat(ClientPropertyCheck.of(Map.of(name, value)))
                .singleElement()
                .extracting(PropertyProblem::property, PropertyProblem::message, PropertyProblem::isError)
                .containsExactly(name, message, true);
    }

    @Test
    void speedAndSizeAreTheOperators() {
        assertThat(ClientPropertyCheck.of(Map.of(
                        "linger.ms",
                        "50",
                        "compression.type",
                        "lz4",
                        "batch.size",
                        "1048576",
                        "some.module.option",
                        "x")))
                .isEmpty();
    }

    @Test
    void theAddressesAreNamedElsewhere() {
        assertThat(ClientPropertyCheck.of(Map.of("bootstrap.servers", "kafka:9092")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.isError()).isFalse());
    }

    @Test
    void aLoginOverTlsIsFine() {
        assertThat(ClientPropertyCheck.of(login(Map.of()))).isEmpty();
    }

    @Test
    void aLoginInTheClearIsAWarning() {
        assertThat(ClientPropertyCheck.of(login(Map.of("security.protocol", "SASL_PLAINTEXT"))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isFalse();
                    assertThat(problem.property()).isEqualTo("security.protocol");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no semicolon required password=\"s3cr3t\"",
                "Module required password=\"s3cr3t\" username;",
                "Module s3cr3t username=\"gw\";",
                "s3cr3t",
                "no.such.Module required password=\"s3cr3t\";",
                "com.sun.security.auth.module.JndiLoginModule required password=\"s3cr3t\";"
            })
    void aLoginThatCannotBeReadIsNamedWithoutItsSecret(String jaas) {
        assertThat(ClientPropertyCheck.of(login(Map.of("sasl.jaas.config", jaas))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isTrue();
                    assertThat(problem.property()).isEqualTo("sasl.jaas.config");
                    assertThat(problem.toString()).doesNotContain("s3cr3t");
                });
    }

    @Test
    void aLoginThatSaysNotWhoItIsIsMissingSomething() {
        assertThat(ClientPropertyCheck.of(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("`sasl.jaas.config` is missing"));
    }

    @Test
    void aTokenEndpointNeedsWhoAsksIt() {
        Map<String, String> oauth = login(Map.of(
                "sasl.mechanism", "OAUTHBEARER",
                "sasl.jaas.config", "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;",
                "sasl.oauthbearer.token.endpoint.url", "https://issuer.example/token"));

        assertThat(ClientPropertyCheck.of(oauth)).singleElement().satisfies(problem -> {
            assertThat(problem.property()).isEqualTo("sasl.oauthbearer.token.endpoint.url");
            assertThat(problem.help()).contains("OAuthBearerLoginCallbackHandler");
        });
        oauth.put(
                "sasl.login.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
        assertThat(ClientPropertyCheck.of(oauth)).isEmpty();
    }

    @Test
    void aMechanismThatKafkaDoesNotHaveIsProbablyMisspelt() {
        assertThat(ClientPropertyCheck.of(login(Map.of("sasl.mechanism", "SCRAM-SHA-521"))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.isError()).isFalse();
                    assertThat(problem.help()).contains("SCRAM-SHA-512");
                });
    }

    @Test
    void aStoreThatIsNotThereIsFoundBeforeTheStart() {
        String absent = folder.resolve("ca.pem").toString();

        assertThat(ClientPropertyCheck.of(Map.of(
                        "security.protocol", "SSL", "ssl.truststore.type", "PEM", "ssl.truststore.location", absent)))
                .singleElement()
                .extracting(PropertyProblem::property, PropertyProblem::message)
                .containsExactly("ssl.truststore.location", "`ssl.truststore.location`: `" + absent + "` is not there");
    }

    @Test
    void aStoreThatIsNoPemIsFoundBeforeTheStart() throws IOException {
        Path key = Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\ns3cr3t\n");

        List<PropertyProblem> problems = ClientPropertyCheck.of(Map.of(
                "security.protocol", "SSL",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", "no certificate",
                "ssl.keystore.type", "PEM",
                "ssl.keystore.location", key.toString()));

        assertThat(problems)
                .extracting(PropertyProblem::property)
                .containsExactly("ssl.truststore.certificates", "ssl.keystore.location");
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.help()).isNotEmpty();
            assertThat(problem.toString()).doesNotContain("s3cr3t");
        });
    }

    @Test
    void brokersWhoseNamesAreNotCheckedAreAWarning() {
        assertThat(ClientPropertyCheck.of(
                        Map.of("security.protocol", "SSL", "ssl.endpoint.identification.algorithm", "")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.isError()).isFalse());
    }

    @Test
    void whatKafkaFetchesItselfIsLeftToKafka() {
        assertThat(ClientPropertyCheck.of(login(Map.of(
                        "config.providers", "env",
                        "config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider",
                        "sasl.jaas.config", "${env:KAFKA_JAAS}"))))
                .isEmpty();
    }

    @Test
    void namesOfAllClientsAreKnown() {
        assertThat(List.of("linger.ms", "default.api.timeout.ms", "fetch.min.bytes", "sasl.jaas.config"))
                .allMatch(ClientPropertyCheck::isKnown);
        assertThat(ClientPropertyCheck.isKnown("config.providers.file.class")).isTrue();
        assertThat(ClientPropertyCheck.isKnown("linger.msec")).isFalse();
        assertThat(ClientPropertyCheck.names()).contains("linger.ms").doesNotContain("acks");
    }

    private static Map<String, String> login(Map<String, String> otherwise) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", SCRAM));
        properties.putAll(otherwise);
        return properties;
    }
}
