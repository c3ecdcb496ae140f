package dev.gatehouse.gateway.admin;

import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** What {@code /info} tells: who this gateway is and what it serves, and nothing of how. */
public final class AboutGateway implements InfoContributor {
    private final Facts facts;

    /** {@code generation} and {@code hash} are those of the configuration that is served. */
    public record Facts(String gatewayId, String bootId, long generation, String hash) {}

    public AboutGateway(Facts facts) {
        this.facts = facts;
    }

    @Override
    public void contribute(Info.Builder builder) {
        builder.withDetail(
                "gateway",
                Map.of(
                        "id", facts.gatewayId(),
                        "boot", facts.bootId(),
                        "generation", facts.generation(),
                        "hash", facts.hash()));
    }
}
