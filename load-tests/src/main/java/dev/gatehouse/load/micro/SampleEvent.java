package dev.gatehouse.load.micro;

import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;

/** The event of an ordinary request, with every field set that such a one has. */
final class SampleEvent {
    private static final String[] ROUTES = {"shop", "checkout", "ledger", "reports", "search", "login", "media"};

    private SampleEvent() {}

    static void fill(EventSlot slot, int number) {
        slot.tsMillis(1_795_392_000_000L + number)
                .route(ROUTES[number % ROUTES.length])
                .pathTemplate("/shop/**")
                .method("GET")
                .status(200)
                .end(End.OK)
                .configGeneration(3)
                .upstream("10.1.2.3:8443")
                .attempts(1)
                .reqBytes(312)
                .respBytes(4_711 + number % 100);
        slot.ids()
                .traceId(0x019ab00000007000L + number, number * 0x9E3779B97F4A7C15L)
                .spanId(number * 31L + 1);
        slot.connection()
                .protocol("HTTP/2")
                .tlsVersion("TLSv1.3")
                .peerCertSha256("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
                .clientNet("192.0.2.0/24");
        slot.source().identity("web").level("internal").spiffe("spiffe://acme.example/ns/shop/sa/web");
        slot.destination().identity("ledger").level("restricted").spiffe("spiffe://acme.example/ns/pay/sa/ledger");
        slot.verdict()
                .decision("allow")
                .rule("post-entries")
                .rulesetHash("5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9");
        slot.timings()
                .policyUs(1)
                .queueUs(0)
                .connectUs(12)
                .ttfbUs(640 + number % 50)
                .totalUs(811 + number % 70);
    }
}
