package dev.gatehouse.gateway.demo;

import java.util.ArrayList;
import java.util.List;

/** The calls of {@code gatehouse demo --check}: one for each promise that the demonstration makes. */
final class Calls {

    private Calls() {}

    /** Those that need nothing but the running demonstration, each over both protocols. */
    static List<Call> ordinary() {
        List<Call> calls = new ArrayList<>();
        for (Call call : overHttp1()) {
            calls.add(call);
            calls.add(call.overHttp2());
        }
        return calls;
    }

    private static List<Call> overHttp1() {
        return List.of(
                Call.get("anybody may look at the shop", "/shop", Expected.answeredBy("web", 200)),
                Call.get("the partner may look, too", "/shop/items/7", Expected.answeredBy("web", 200))
                        .as("partner"),
                Call.get(
                                "the partner may not read the ledger",
                                "/ledger/entries",
                                Expected.denied("\"decision\":\"lattice\""))
                        .as("partner"),
                Call.post("web orders, by its gate", "/checkout/orders", Expected.answeredBy("checkout", 201))
                        .as("web"),
                Call.post("checkout posts, by its gate", "/ledger/entries", Expected.answeredBy("ledger", 201))
                        .as("checkout")
                        .with("x-tenant", "a"),
                Call.post("checkout forgets the tenant", "/ledger/entries", Expected.denied("post-entries"))
                        .as("checkout"),
                Call.get(
                                "ledger reads orders, needs no gate",
                                "/checkout/orders/7",
                                Expected.answeredBy("checkout", 200))
                        .as("ledger"),
                Call.get("audit mode denies on paper only", "/reports/daily", Expected.audited("reports"))
                        .as("partner"),
                Call.get("an encoded way around", "/public/..%2fledger", Expected.refused(400, "path_not_canonical")),
                Call.get("no such path", "/nowhere", Expected.refused(404, "route_not_found")),
                Call.get("a certificate of an unknown authority", "/shop", Expected.refusedInHandshake())
                        .as("unknown"));
    }

    /** While somebody else listens where {@code web} did. */
    static Call toAnImpostor() {
        return Call.get("the backend proves another identity", "/shop", Expected.refused(502, "upstream_identity"));
    }

    /** Once {@code web} is back. */
    static Call toTheRightOneAgain() {
        return Call.get("the backend is itself again", "/shop", Expected.answeredBy("web", 200));
    }
}
