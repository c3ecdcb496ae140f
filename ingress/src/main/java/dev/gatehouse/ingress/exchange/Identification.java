package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.identity.Caller;
import dev.gatehouse.ingress.identity.ContextHeader;
import dev.gatehouse.ingress.identity.OnBehalfOf;
import dev.gatehouse.ingress.identity.TokenResult;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.trace.TraceId;
import dev.gatehouse.policy.identity.Claims;
import dev.gatehouse.policy.identity.Identity;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** The step that says who calls: the certificate's identity, the token's, and whom they act for. */
sealed interface Identification {

    record Known(Caller caller) implements Identification {}

    record Refused(String reason) implements Identification {}

    /**
     * The caller, or why the token is not believed.
     */
    static Identification of(Peer peer, HttpHeaders headers, Optional<OnBehalfOf> behalf, Snapshot snapshot) {
        List<String> authorizations = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        if (authorizations.size() > 1) {
            return new Refused("several authorization headers");
        }
        Identity byToken = snapshot.identities().anonymous();
        Claims claims = Claims.none();
        if (!authorizations.isEmpty()) {
            TokenResult result = snapshot.tokens().verify(authorizations.get(0));
            if (result instanceof TokenResult.RefusedToken refused) {
                return new Refused(refused.reason());
            }
            if (result instanceof TokenResult.Token token) {
                claims = token.claims();
                byToken = snapshot.identities().ofToken(token.issuer(), claims);
            }
        }
        Caller caller = Caller.of(peer.identity().resolve(snapshot.identities()), byToken, claims);
        return new Known(behalf.map(caller::onBehalfOf).orElse(caller));
    }

    /**
     * Whom the caller says to act for. A header that the gateway has not signed, or signed too long ago, speaks
     * for nobody we know: it lowers the caller to the trust of a stranger and never counts as absent.
     */
    static Optional<OnBehalfOf> behalf(HttpHeaders headers, Snapshot snapshot, TraceId trace) {
        List<String> lines = headers.getAll(ContextHeader.NAME);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Optional<OnBehalfOf> signed = lines.size() == 1 ? snapshot.context().read(lines.get(0)) : Optional.empty();
        Identity stranger = snapshot.identities().anonymous();
        return Optional.of(signed.orElseGet(() -> new OnBehalfOf(trace, stranger.name(), stranger.label())));
    }
}
