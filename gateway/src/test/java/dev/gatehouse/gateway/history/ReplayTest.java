package dev.gatehouse.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.telemetry.read.ReadRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final Events events = new Events();
    private final Replay replay = new Replay(
            new Shop()
                    .allow("reads", "checkout", "GET /ledger/**")
                    .allow("entries", "checkout", "POST /ledger/a", Map.of("header.x", Condition.present()))
                    .candidate(),
            2);

    @Test
    void whatTurnsOutOtherwiseIsGroupedAndCounted() {
        for (int i = 0; i < 5; i++) {
            replay.accept(events.checkout("DELETE", "/ledger/" + i, "allow"));
        }
        replay.accept(events.checkout("GET", "/ledger/7", "not-allowed"));
        replay.accept(events.checkout("GET", "/ledger/7", "allow"));

        ReplayReport report = replay.report();

        assertThat(report.replayed()).isEqualTo(7);
        assertThat(report.same()).isEqualTo(1);
        assertThat(report.lost()).isEqualTo(5);
        assertThat(report.changes()).hasSize(2);
        assertThat(report.changes().get(0).turn()).isEqualTo("allowed -> denied");
        assertThat(report.changes().get(0).count()).isEqualTo(5);
        assertThat(report.changes().get(0).traceIds()).containsExactly("trace-1", "trace-2");
        assertThat(report.changes().get(1).turn()).isEqualTo("denied -> allowed");
        assertThat(report.changes().get(1).rule()).isEqualTo("reads");
    }

    @Test
    void whatCannotBeToldIsCountedApartWithWhatItHingesOn() {
        replay.accept(events.checkout("POST", "/ledger/a", "allow"));

        ReplayReport report = replay.report();

        assertThat(report.open()).isEqualTo(1);
        assertThat(report.lost()).isZero();
        assertThat(report.isHarmless()).isFalse();
        assertThat(ReplayText.of(report, false))
                .contains("cannot be told\n")
                .contains("hinges on header `x`")
                .contains("replayed 1: 0 the same, 0 changed, 1 cannot be told; not judged 0");
    }

    @Test
    void aRequestThatLiesThereTwiceCountsOnce() {
        ReadRecord record = events.checkout("GET", "/ledger/1", "allow");
        replay.accept(record);
        replay.accept(record);

        assertThat(replay.report().replayed()).isEqualTo(1);
        assertThat(replay.report().duplicates()).isEqualTo(1);
    }

    @Test
    void whatThePolicyNeverSawIsCountedByWhatBecameOfIt() {
        replay.accept(events.event("'end':'refused','error_type':'route_not_found','status':404"));
        replay.accept(events.event("'end':'unauthenticated','status':401"));
        replay.accept(Events.record(9, "not json"));
        replay.accept(Events.record(9, "{\"of\":\"somebody else\"}"));

        ReplayReport report = replay.report();

        assertThat(report.notJudged()).containsOnlyKeys("route_not_found", "unauthenticated");
        assertThat(report.unreadable()).isEqualTo(2);
        assertThat(report.replayed()).isZero();
    }

    @Test
    void aDenialThatWasLetThroughAndIsNowEnforcedIsLost() {
        replay.accept(events.event("'src_identity':'web','src_spiffe':'" + Shop.WEB + "','dst_identity':'ledger',"
                + "'path_template':'/ledger/**','method':'GET','path':'/ledger/a','end':'ok','enforced':false,"
                + "'decision':'not-allowed'"));

        assertThat(replay.report().lost()).isEqualTo(1);
        assertThat(replay.report().changes().get(0).turn()).isEqualTo("let through -> denied");
    }

    @Test
    void anotherRuleThatDecidesAlikeIsNoChange() {
        replay.accept(events.event("'src_identity':'checkout','src_spiffe':'" + Shop.CHECKOUT
                + "','dst_identity':'ledger','path_template':'/ledger/**','method':'GET','path':'/ledger/a',"
                + "'end':'ok','decision':'allow','rule':'old-reads'"));

        assertThat(replay.report().same()).isEqualTo(1);
        assertThat(ReplayText.of(replay.report(), false)).doesNotContain("old-reads");
        assertThat(ReplayText.of(replay.report(), true))
                .contains("rule `reads`")
                .contains("it was `old-reads`");
    }

    @Test
    void groupsAreBounded() {
        for (int i = 0; i < Replay.MOST_GROUPS + 10; i++) {
            replay.accept(events.event("'src_identity':'checkout','src_spiffe':'" + Shop.CHECKOUT
                    + "','dst_identity':'ledger','path_template':'/ledger/" + i
                    + "','method':'PUT','path':'/ledger/a','end':'ok','decision':'allow'"));
        }

        ReplayReport report = replay.report();

        assertThat(report.changes()).hasSize(Replay.MOST_GROUPS + 1);
        assertThat(report.changed()).isEqualTo(Replay.MOST_GROUPS + 10);
        assertThat(report.changes().get(0).caller()).isEqualTo(Replay.ELSE);
    }

    @Test
    void aProgramReadsTheSameAsAPerson() {
        replay.accept(events.checkout("DELETE", "/ledger/1", "allow"));

        assertThat(ReplayJson.of(replay.report()))
                .contains("\"replayed\" : 1", "\"not_judged\"", "\"trace_ids\" : [ \"trace-1\" ]");
    }

    @Test
    void aMethodCannotPaintOnTheTerminal() {
        replay.accept(events.checkout("DEL\\u001b[2J", "/ledger/1", "allow"));

        assertThat(ReplayText.of(replay.report(), false)).doesNotContain("\u001b");
    }
}
