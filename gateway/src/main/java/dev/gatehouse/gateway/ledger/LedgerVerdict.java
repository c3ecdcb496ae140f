package dev.gatehouse.gateway.ledger;

import dev.gatehouse.telemetry.read.LedgerAudit.BootAudit;
import java.util.List;

/**
 * What the topics prove.
 *
 * @param read how many records were read
 * @param foreign how many of them were none of ours
 * @param isTooMuch whether there was more than could be kept, so that nothing is proved
 * @param boots each start of each gateway
 */
public record LedgerVerdict(long read, long foreign, boolean isTooMuch, List<BootAudit> boots) {
    public LedgerVerdict {
        boots = List.copyOf(boots);
    }

    /** Leaves one boot. */
    public LedgerVerdict of(String bootId) {
        return new LedgerVerdict(
                read,
                foreign,
                isTooMuch,
                boots.stream().filter(boot -> boot.bootId().equals(bootId)).toList());
    }

    /** Whether every number of every boot is accounted for; a ledger without a boot proves nothing. */
    public boolean isProved() {
        return !isTooMuch && !boots.isEmpty() && boots.stream().allMatch(BootAudit::isProved);
    }

    /** Whether nothing at all was lost. */
    public boolean isWhole() {
        return isProved() && boots.stream().allMatch(BootAudit::isWhole);
    }
}
