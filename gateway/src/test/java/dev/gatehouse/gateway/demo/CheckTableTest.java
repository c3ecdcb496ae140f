package dev.gatehouse.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CheckTableTest {
    private static final Recorded.Finding FOUND = new Recorded.Finding(true, "request");
    private static final Recorded.Finding MISSING = new Recorded.Finding(false, "no request");
    private static final Answer FROM_WEB = Answer.of(200, "an-id", "{\"service\":\"web\"}");

    private final CheckTable table = new CheckTable();

    @Test
    void aCallIsRightOnlyIfItsAnswerAndItsEventAre() {
        Call call = Call.get("look", "/shop", Expected.answeredBy("web", 200));

        table.add(new Outcome(call, FROM_WEB), FOUND);
        assertThat(table.failures()).isZero();
        table.add(new Outcome(call, FROM_WEB), MISSING);
        assertThat(table.failures()).isEqualTo(1);
        table.add(new Outcome(call, Answer.of(200, "an-id", "{\"service\":\"ledger\"}")), FOUND);
        assertThat(table.failures()).isEqualTo(2);
        table.add(new Outcome(call, Answer.of(200, "", "{\"service\":\"web\"}")), FOUND);
        assertThat(table.failures()).isEqualTo(3);
    }

    @Test
    void aRefusalThatABackendAnsweredIsWrong() {
        table.add(
                new Outcome(
                        Call.get("forbidden", "/x", Expected.denied("")),
                        Answer.of(403, "id", "{\"service\":\"web\"}")),
                FOUND);

        assertThat(table.failures()).isEqualTo(1);
    }

    @Test
    void aHandshakeThatIsRefusedIsNotTheSameAsNoConnection() {
        Call call = Call.get("stranger", "/shop", Expected.refusedInHandshake());

        table.add(new Outcome(call, Answer.refusedInHandshake()), new Recorded.Finding(true, "-"));
        assertThat(table.failures()).isZero();
        table.add(new Outcome(call, Answer.none("no connection")), new Recorded.Finding(true, "-"));
        assertThat(table.failures()).isEqualTo(1);
    }

    @Test
    void theTableIsReadable() {
        table.add(new Outcome(Call.get("look", "/shop", Expected.answeredBy("web", 200)), FROM_WEB), FOUND);
        table.add(
                new Outcome(
                        Call.get("look", "/shop", Expected.answeredBy("web", 200))
                                .overHttp2(),
                        FROM_WEB),
                MISSING);
        StringWriter text = new StringWriter();

        table.print(new PrintWriter(text, true));

        assertThat(text.toString().lines())
                .containsExactly(
                        "    call  http  expected  seen     trace id  event found",
                        "ok  look  1.1   200 web   200 web  an-id     request",
                        "NO  look  h2    200 web   200 web  an-id     no request",
                        "",
                        "1 of 2 calls went wrong");
    }
}
