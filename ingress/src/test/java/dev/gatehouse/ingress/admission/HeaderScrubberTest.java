package dev.gatehouse.ingress.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderScrubberTest {
    private static final InetAddress PEER = address("203.0.113.7");
    private static final InetAddress PROXY = address("10.0.0.1");
    private static final TrustedProxies PROXIES = TrustedProxies.of(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "x-forwarded-for",
                "X_Forwarded_For",
                "X-Forwarded_For",
                "X-Forwarded-Proto",
                "X-Forwarded-Host",
                "X-Forwarded-Port",
                "X-Forwarded-Prefix",
                "X-Forwarded-Client-Cert",
                "x_forwarded_client_cert",
                "Forwarded",
                "X-Real-IP",
                "X_REAL_IP",
                "True-Client-IP",
                "X-Client-Cert",
                "Client-Cert",
                "X-SSL-Client-Cert",
                "X-Gatehouse-Context",
                "x_gatehouse_context",
                "X-Gatehouse-Anything",
                "X-HTTP-Method-Override",
                "X-Method-Override",
                "X-Original-URL",
                "X-Rewrite-URL",
                "Proxy",
                "X-Http2-Scheme",
                "Keep-Alive",
                "Proxy-Connection",
                "Proxy-Authorization",
                "TE",
                "HTTP2-Settings",
                "X_Tenant"
            })
    void whatAStrangerMayNotSayIsRemoved(String name) {
        HttpHeaders headers = honest().add(name, "forged").add(name, "again");

        HeaderScrubber.strip(headers, Origin.direct(PEER, "https"), TrustedProxies.none());

        assertThat(headers).isEqualTo(honest());
    }

    @Test
    void whatConnectionNominatesIsRemoved() {
        HttpHeaders headers = honest().add("Connection", "X-Hop, keep-alive").add("x-hop", "1");

        HeaderScrubber.strip(headers, Origin.direct(PEER, "https"), TrustedProxies.none());

        assertThat(headers).isEqualTo(honest());
    }

    @Test
    void closeRemains() {
        HttpHeaders headers = honest().add("Connection", "X-Hop, Close")
                .add("Connection", "upgrade")
                .add("Upgrade", "websocket");

        HeaderScrubber.strip(headers, Origin.direct(PEER, "https"), TrustedProxies.none());

        assertThat(headers).isEqualTo(honest().add("connection", "close"));
    }

    @Test
    void anUpgradeToWebSocketRemains() {
        HttpHeaders headers = honest().add("Connection", "keep-alive, Upgrade").add("Upgrade", "WebSocket");

        HeaderScrubber.strip(headers, Origin.direct(PEER, "https"), TrustedProxies.none());

        assertThat(headers).isEqualTo(honest().add("connection", "upgrade").add("upgrade", "websocket"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "websocket, h2c", "TLS/1.0", "foo"})
    void anyOtherUpgradeIsForgotten(String upgrade) {
        HttpHeaders headers =
                honest().add("Connection", "Upgrade, HTTP2-Settings").add("Upgrade", upgrade);

        HeaderScrubber.strip(headers, Origin.direct(PEER, "https"), TrustedProxies.none());

        assertThat(headers).isEqualTo(honest());
    }

    @Test
    void aStrangersWordAboutTheClientDoesNotCount() {
        HttpHeaders headers = honest().add("X-Forwarded-For", "192.0.2.99").add("X-Forwarded-Proto", "http");

        Origin origin = HeaderScrubber.strip(headers, Origin.direct(PEER, "https"), PROXIES);

        assertThat(origin).isEqualTo(new Origin(PEER, "203.0.113.7", "https"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1 | 198.51.100.1 | 198.51.100.1, 10.0.0.1",
                "6.6.6.6, 198.51.100.1 | 198.51.100.1 | 198.51.100.1, 10.0.0.1",
                "6.6.6.6, 198.51.100.1, 10.1.1.1 | 198.51.100.1 | 198.51.100.1, 10.1.1.1, 10.0.0.1",
                "198.51.100.1 , fd00::2 , 192.0.2.1 | 198.51.100.1 | 198.51.100.1, fd00::2, 192.0.2.1, 10.0.0.1",
                "2001:DB8::1 | 2001:db8::1 | 2001:db8::1, 10.0.0.1",
                "unknown | 10.0.0.1 | 10.0.0.1",
                "198.51.100.1, garbage | 10.0.0.1 | 10.0.0.1",
                "198.51.100.1:80 | 10.0.0.1 | 10.0.0.1",
                "198.51.100.1, | 10.0.0.1 | 10.0.0.1",
                "198.51.100.1, 10.2.2.2, localhost | 10.0.0.1 | 10.0.0.1",
                "10.3.3.3 | 10.3.3.3 | 10.3.3.3, 10.0.0.1",
            })
    void theClientIsTheRightMostThatIsNotTrusted(String forwarded, String client, String chain) {
        HttpHeaders headers = honest().add("X-Forwarded-For", forwarded);

        Origin origin = HeaderScrubber.strip(headers, Origin.direct(PROXY, "https"), PROXIES);

        assertThat(NetUtil.toAddressString(origin.clientAddress())).isEqualTo(client);
        assertThat(origin.forwardedFor()).isEqualTo(chain);
    }

    @Test
    void severalLinesAreOneList() {
        HttpHeaders headers = honest().add("X-Forwarded-For", "6.6.6.6").add("x-forwarded-for", "198.51.100.1");

        Origin origin = HeaderScrubber.strip(headers, Origin.direct(PROXY, "https"), PROXIES);

        assertThat(origin.forwardedFor()).isEqualTo("198.51.100.1, 10.0.0.1");
    }

    @Test
    void aLongListIsReadToABound() {
        HttpHeaders headers = honest().add("X-Forwarded-For", "10.0.0.2,".repeat(5_000) + "10.0.0.3");

        Origin origin = HeaderScrubber.strip(headers, Origin.direct(PROXY, "https"), PROXIES);

        assertThat(origin.forwardedFor().split(", ")).hasSize(33);
    }

    @ParameterizedTest
    @CsvSource({"http, http", "https, https", "HTTPS, https", "gopher, https", "'http, https', https"})
    void aTrustedProxySaysTheScheme(String said, String believed) {
        HttpHeaders headers = honest().add("X-Forwarded-Proto", said);

        assertThat(HeaderScrubber.strip(headers, Origin.direct(PROXY, "https"), PROXIES)
                        .scheme())
                .isEqualTo(believed);
    }

    @Test
    void theOriginIsWrittenFresh() {
        HttpHeaders headers = honest();
        RequestHead head = headOf("shop.example:8443", headers);

        HeaderScrubber.write(headers, new Origin(PEER, "203.0.113.7", "https"), head);

        assertThat(headers.getAll("X-Forwarded-For")).containsExactly("203.0.113.7");
        assertThat(headers.getAll("X-Forwarded-Proto")).containsExactly("https");
        assertThat(headers.getAll("X-Forwarded-Host")).containsExactly("shop.example:8443");
        assertThat(headers.getAll("X-Forwarded-Port")).containsExactly("8443");
        assertThat(headers.getAll("Forwarded"))
                .containsExactly("for=203.0.113.7;host=\"shop.example:8443\";proto=https");
    }

    @Test
    void anIpV6ClientIsQuoted() {
        HttpHeaders headers = honest();

        HeaderScrubber.write(
                headers, new Origin(address("2001:db8::1"), "2001:db8::1", "http"), headOf("[::1]", headers));

        assertThat(headers.get("Forwarded")).isEqualTo("for=\"[2001:db8::1]\";host=\"[::1]\";proto=http");
        assertThat(headers.get("X-Forwarded-Host")).isEqualTo("[::1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "::1/129",
                "fe80::1%eth0",
                "host",
                "10.0.0.0/8/8",
                "300.0.0.1"
            })
    void whatIsNoPrefixIsNotTaken(String text) {
        assertThat(TrustedProxies.isPrefix(text)).isFalse();
    }

    private static RequestHead headOf(String host, HttpHeaders headers) {
        return ((CanonicalRequest) Requests.get("/").host(host).read()).head(headers, PEER, 0, 0);
    }

    private static HttpHeaders honest() {
        return new DefaultHttpHeaders()
                .add("host", "shop.example")
                .add("accept", "*/*")
                .add("cookie", "a=b");
    }

    private static InetAddress address(String text) {
        return TrustedProxies.address(text).orElseThrow();
    }
}
