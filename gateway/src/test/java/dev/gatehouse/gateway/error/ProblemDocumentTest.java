package dev.gatehouse.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.trace.TraceId;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemDocumentTest {
    private static final TraceId TRACE = new TraceId(0x0af7651916cd73ddL, 0x8448eb211c80319cL);

    private final ProblemDocument document = new ProblemDocument();

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsADocumentOfRfc9457(Refusal refusal) {
        JsonNode problem = new JsonMapper().readTree(document.render(refusal, TRACE));

        assertThat(problem.propertyNames()).containsExactly("type", "title", "status", "code", "trace_id");
        assertThat(problem.path("type").asString()).isEqualTo("about:blank");
        assertThat(problem.path("title").asString()).isEqualTo(refusal.title());
        assertThat(problem.path("status").asInt()).isEqualTo(refusal.status());
        assertThat(problem.path("code").asString()).isEqualTo(refusal.code());
        assertThat(problem.path("trace_id").asString()).isEqualTo("0af76519-16cd-73dd-8448-eb211c80319c");
    }

    @ParameterizedTest
    @EnumSource
    void itsWordsNeedNoEscapes(Refusal refusal) {
        assertThat(new String(document.render(refusal, TRACE), StandardCharsets.UTF_8))
                .doesNotContain("\\");
    }
}
