package dev.gatehouse.gateway.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.read.LedgerAudit;
import dev.gatehouse.telemetry.read.LedgerAudit.Lane;
import dev.gatehouse.telemetry.read.ReadRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerNotesTest {
    private static final String BOOT = "01a20974-5fca-74b6-b3bc-00771e4416a0";

    private final LedgerAudit audit = new LedgerAudit();
    private final LedgerNotes notes = new LedgerNotes(audit);

    @Test
    void whatARecordThatCameTwiceTellsCountsOnce() {
        for (int request = 0; request < 5; request++) {
            note("gatehouse.requests.v1", request, "");
        }
        for (int time = 0; time < 2; time++) {
            note("gatehouse.signals.v1", 0, "'kind':'gateway','requests':5,");
            note(
                    "gatehouse.lifecycle.v1",
                    0,
                    "'event':'loss','of_boot':'" + BOOT + "','reason':'ring_full','count':2,'ranges':[],");
        }
        note(
                "gatehouse.lifecycle.v1",
                1,
                "'event':'stop','finished':7,'numbers':[{'topic':'gatehouse.requests.v1','partition':0,'next':5}],");

        LedgerAudit.BootAudit boot = audit.results(new EverythingRead()).get(0);

        assertThat(boot.mismatches()).isEmpty();
        assertThat(boot.unnumbered()).containsEntry("ring_full", 2L);
        assertThat(boot.isProved()).isTrue();
    }

    private void note(String topic, long number, String fields) {
        String json = "{" + fields + "'boot_id':'" + BOOT + "','gateway_id':'gw','pseq':" + number + "}";
        byte[] value = json.replace('\'', '"').getBytes(UTF_8);
        notes.note(new ReadRecord(topic, 0, number, 1_000, null, Map.of(), value));
    }

    private static final class EverythingRead implements LedgerAudit.Reading {
        @Override
        public boolean beginsInTheMiddle(String bootId, Lane lane) {
            return false;
        }

        @Override
        public boolean isCompacted(String topic) {
            return false;
        }

        @Override
        public long silentBefore() {
            return 0;
        }

        @Override
        public String requests() {
            return "gatehouse.requests.v1";
        }

        @Override
        public String windows() {
            return "gatehouse.signals.v1";
        }
    }
}
