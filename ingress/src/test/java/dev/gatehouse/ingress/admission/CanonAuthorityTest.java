package dev.gatehouse.ingress.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.RawRequest.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonAuthorityTest {

    @ParameterizedTest
    @CsvSource({
        "shop.example, shop.example, 443",
        "SHOP.Example, shop.example, 443",
        "shop.example:8443, shop.example, 8443",
        "shop.example:1, shop.example, 1",
        "shop.example:65535, shop.example, 65535",
        "localhost, localhost, 443",
        "a_b.example, a_b.example, 443",
        "xn--bcher-kva.example, xn--bcher-kva.example, 443",
        "1st.example, 1st.example, 443",
        "10.0.0.1, 10.0.0.1, 443",
        "10.0.0.1:8443, 10.0.0.1, 8443",
        "[::1], ::1, 443",
        "[::1]:8443, ::1, 8443",
        "[2001:DB8:0:0::1], 2001:db8::1, 443",
    })
    void aHostIsReadInLowerCaseAndWithoutItsPort(String header, String host, int port) {
        CanonicalRequest request =
                (CanonicalRequest) Requests.get("/").host(header).read();

        assertThat(request.host()).isEqualTo(host);
        assertThat(request.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "shop.example.",
                ".shop.example",
                "shop..example",
                "-shop.example",
                "shop-.example",
                "shop.example:",
                "shop.example:0",
                "shop.example:00443",
                "shop.example:65536",
                "shop.example:99999999",
                "shop.example:+443",
                "shop.example:-1",
                "shop.example:4x",
                "shop.example:443:443",
                "shop.example: 443",
                "user@shop.example",
                "user:pw@shop.example",
                "@shop.example",
                "shop.example@",
                "shop.example,evil.example",
                "shop.example evil.example",
                "shop.example/",
                "shop.example/a",
                "shop.example?x",
                "shop.example#x",
                "shop.example\\",
                "shop%2eexample",
                "shop.example%00",
                "sh\u00f6p.example",
                "shop.example\t",
                "[::1",
                "::1",
                "::1]",
                "[::1]x",
                "[::1]:",
                "[::1%eth0]",
                "[::1%25eth0]",
                "[]",
                "[shop.example]",
                "[127.0.0.1]",
                "[v1.x]",
                "[::g]",
                "127.1",
                "127.0.0.1.5",
                "127.0.0.256",
                "0x7f.0.0.1",
                "0x7f000001",
                "2130706433",
                "127.0.0.01",
                "010.0.0.1",
                "1.2.3",
                "a.0x1",
                "a.1",
                "*.example",
                "$host",
                "a|b"
            })
    void aHostWithTwoReadingsIsRefused(String header) {
        assertThat(Requests.get("/").host(header).outcome()).isEqualTo("authority_invalid");
    }

    @Test
    void namesAndLabelsAreBounded() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);

        assertThat(Requests.get("/").host(longest).outcome()).isEqualTo("ok");
        assertThat(Requests.get("/").host(longest + "a").outcome()).isEqualTo("authority_invalid");
        assertThat(Requests.get("/").host(label + "a.example").outcome()).isEqualTo("authority_invalid");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aRequestWithoutHostIsRefused(Protocol protocol) {
        assertThat(Requests.get("/").without("Host").over(protocol).outcome()).isEqualTo("authority_invalid");
    }

    @Test
    void twoHostsAreRefusedEvenIfTheyAgree() {
        assertThat(Requests.get("/").with("Host", "shop.example").outcome()).isEqualTo("authority_invalid");
        assertThat(Requests.get("/").with("host", "evil.example").outcome()).isEqualTo("authority_invalid");
    }

    @Test
    void onHttp2AHostMustAgreeWithTheAuthority() {
        assertThat(Requests.get("/")
                        .with("host", "SHOP.example:443")
                        .over(Protocol.HTTP_2)
                        .outcome())
                .isEqualTo("ok");
        assertThat(Requests.get("/")
                        .with("host", "evil.example")
                        .over(Protocol.HTTP_2)
                        .outcome())
                .isEqualTo("authority_invalid");
        assertThat(Requests.get("/").with("host", "").over(Protocol.HTTP_2).outcome())
                .isEqualTo("authority_invalid");
    }

    @Test
    void anotherHostThanTheHandshakesIsMisdirected() {
        assertThat(Requests.get("/").sni("other.example").outcome()).isEqualTo("misdirected_request");
        assertThat(Requests.get("/").sni("Shop.Example").outcome()).isEqualTo("ok");
        assertThat(Requests.get("/")
                        .host("shop.example:8443")
                        .sni("shop.example")
                        .outcome())
                .isEqualTo("ok");
    }

    @Test
    void anAddressNeedsNoServerName() {
        assertThat(Requests.get("/").host("127.0.0.1").sni("localhost").outcome())
                .isEqualTo("ok");
    }

    @Test
    void theServerNameMayBeLeftAlone() {
        CanonResult result = new RequestCanon(false)
                .read(Requests.get("/").sni("other.example").raw());

        assertThat(result).isInstanceOf(CanonicalRequest.class);
    }
}
