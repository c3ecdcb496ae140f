package dev.gatehouse.ingress.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.gatehouse.ingress.admission.AdmissionLimits;
import dev.gatehouse.ingress.admission.Limits;
import dev.gatehouse.ingress.admission.Origin;
import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.admission.RequestCanon;
import dev.gatehouse.ingress.identity.ConnectionIdentity;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.snapshot.ActiveSnapshot;
import dev.gatehouse.ingress.snapshot.Recording;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.trace.TraceIds;
import dev.gatehouse.policy.Attribute;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkTest {
    private static final Peer STRANGER =
            new Peer(Origin.direct(InetAddress.getLoopbackAddress(), "http"), ConnectionIdentity.ofPlain(), false);
    private static final Limits ONE_AT_A_TIME =
            new Limits(10, 10, 1, 0, 1_024, 1_024, Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 10);

    private static final Recording EVERYTHING = new Recording(
            true,
            List.of(
                    new Attribute.Header("x-tenant"),
                    new Attribute.Header("x-long"),
                    new Attribute.Header("x-absent"),
                    new Attribute.Claim("groups"),
                    new Attribute.ClientAddress()));

    private final AdmissionLimits admission = new AdmissionLimits(ONE_AT_A_TIME, System::nanoTime);
    private final ActiveSnapshot active = new ActiveSnapshot(TestSnapshots.open());
    private final Walk walk =
            new Walk(new RequestCanon(true), TraceIds.secure(), admission, active, Walk.Clocks.system());

    @Test
    void aRequestThatMayGoOnIsRewrittenForTheBackend() {
        HttpRequest request = get("/%61/b?x=1");
        request.headers().set("X-Request-Id", "evil").set("Forwarded", "for=6.6.6.6");
        Exchange exchange = walk.begin(request, STRANGER);

        assertThat(walk.walk(request, STRANGER, exchange)).isInstanceOf(Walked.Forward.class);
        assertThat(request.uri()).isEqualTo("/a/b?x=1");
        assertThat(request.headers().get("x-request-id"))
                .isEqualTo(exchange.traceId().dashed());
        assertThat(request.headers().get("traceparent"))
                .contains(exchange.traceId().hex());
        assertThat(request.headers().get("forwarded")).doesNotContain("6.6.6.6");
    }

    @Test
    void eachStepRefusesInItsOwnWay() {
        assertThat(refusalOf(get("/a/../b"))).isEqualTo(Refusal.PATH_NOT_CANONICAL);
        assertThat(refusalOf(get("/nowhere"))).isEqualTo(Refusal.ROUTE_NOT_FOUND);
        assertThat(refusalOf(get("/vault/gold"))).isEqualTo(Refusal.DENIED);
    }

    @Test
    void aDenialKeepsTheDecisionForTheEvent() {
        HttpRequest request = get("/vault/gold");
        Exchange exchange = walk.begin(request, STRANGER);
        walk.walk(request, STRANGER, exchange);

        assertThat(exchange.decision())
                .isNotNull()
                .satisfies(made -> assertThat(made.isAllowed()).isFalse());
        assertThat(exchange.route()).isNotNull();
        assertThat(exchange.caller()).isNotNull();
    }

    @Test
    void aStepThatFailsIsARefusal() {
        Route broken = TestSnapshots.route("broken", "", false, path -> {
            throw new IllegalStateException("boom");
        });
        active.swap(TestSnapshots.of(List.of(broken)));

        assertThat(refusalOf(get("/a"))).isEqualTo(Refusal.INTERNAL);
    }

    @Test
    void aPolicyThatFailsIsADenial() {
        Snapshot open = TestSnapshots.open();
        active.swap(TestSnapshots.judgedBy(open, request -> {
            throw new IllegalStateException("boom");
        }));

        assertThat(refusalOf(get("/a"))).isEqualTo(Refusal.DENIED);
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        HttpRequest first = get("/a");
        Exchange exchange = walk.begin(first, STRANGER);
        walk.walk(first, STRANGER, exchange);
        assertThat(refusalOf(get("/a"))).isEqualTo(Refusal.OVERLOADED);

        walk.leave(exchange);
        walk.leave(exchange);

        assertThat(admission.inFlight()).isZero();
    }

    @Test
    void aRequestKeepsTheGenerationThatItBeganWith() {
        HttpRequest request = get("/a");
        Exchange exchange = walk.begin(request, STRANGER);
        walk.walk(request, STRANGER, exchange);
        Snapshot pinned = exchange.snapshot();

        active.swap(TestSnapshots.open());

        assertThat(exchange.snapshot()).isSameAs(pinned).isNotSameAs(active.current());
    }

    @Test
    void anExchangeEndsOnce() {
        Exchange exchange = walk.begin(get("/a"), STRANGER);

        assertThat(exchange.finish(End.OK)).isTrue();
        assertThat(exchange.finish(End.CLIENT_ABORT)).isFalse();
        assertThat(exchange.end()).isEqualTo(End.OK);
    }

    @Test
    void anUpgradeThatHidesABodyIsRefused() {
        HttpRequest request = get("/ws");
        request.headers()
                .set("Upgrade", "websocket")
                .set("Connection", "Upgrade")
                .set("Content-Length", "5");

        assertThat(refusalOf(request)).isEqualTo(Refusal.FRAMING_INVALID);
    }

    @Test
    void whatIsAllowedToBeRecordedIsKeptAsItCame() {
        active.swap(TestSnapshots.recording(TestSnapshots.open(), EVERYTHING));
        HttpRequest request = get("/%61/b?x=1");
        request.headers().add("X-Tenant", "a").add("x-tenant", "b").set("X-Long", "x".repeat(257));
        Exchange exchange = walk.begin(request, STRANGER);
        walk.walk(request, STRANGER, exchange);
        request.headers().set("x-tenant", "changed by a filter");

        RecordedRequest recorded = exchange.recorded();
        assertThat(recorded.path()).isEqualTo("/a/b");
        assertThat(recorded.attributes())
                .containsExactly(
                        entry("header.x-tenant", List.of("a", "b")),
                        entry("header.x-absent", List.of()),
                        entry("claim.groups", List.of()),
                        entry("client.address", List.of("127.0.0.1")));
        assertThat(recorded.oversized()).containsExactly("header.x-long");
    }

    @Test
    void aRequestThatNoRouteTakesIsRecordedToo() {
        active.swap(TestSnapshots.recording(TestSnapshots.open(), EVERYTHING));
        HttpRequest request = get("/nowhere/7");
        Exchange exchange = walk.begin(request, STRANGER);
        walk.walk(request, STRANGER, exchange);

        assertThat(exchange.recorded().path()).isEqualTo("/nowhere/7");
    }

    @Test
    void aPathThatIsTooLongIsLeftOutAndNotCut() {
        active.swap(TestSnapshots.recording(TestSnapshots.open(), EVERYTHING));
        HttpRequest request = get("/" + "a".repeat(RecordedRequest.LONGEST_PATH));
        Exchange exchange = walk.begin(request, STRANGER);
        walk.walk(request, STRANGER, exchange);

        assertThat(exchange.recorded().path()).isNull();
        assertThat(exchange.recorded().oversized()).contains("path");
    }

    @Test
    void nothingIsRecordedUnlessItIsAllowed() {
        HttpRequest request = get("/a");
        Exchange exchange = walk.begin(request, STRANGER);
        walk.walk(request, STRANGER, exchange);

        assertThat(exchange.recorded()).isSameAs(RecordedRequest.nothing());
    }

    private Refusal refusalOf(HttpRequest request) {
        Exchange exchange = walk.begin(request, STRANGER);
        Walked walked = walk.walk(request, STRANGER, exchange);
        walk.leave(exchange);
        if (walked instanceof Walked.Refused refused) {
            return refused.refusal();
        }
        throw new AssertionError("it was let through");
    }

    private static HttpRequest get(String target) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target);
        request.headers().set("Host", "shop.example");
        return request;
    }
}
