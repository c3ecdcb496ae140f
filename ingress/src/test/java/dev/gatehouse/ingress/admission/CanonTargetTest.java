package dev.gatehouse.ingress.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.RawRequest.Protocol;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonTargetTest {
    // Each is a way to say another path than one seems to.
    private static final List<String> TRICKS = List.of(
            "/..",
            "/.",
            "/../",
            "/./",
            "/%2e%2e",
            "/%2E%2e",
            "/.%2e",
            "/%2e.",
            "/%2e",
            "/..%2f",
            "/..%5c",
            "/..\\",
            "/\\..",
            "/..;",
            "/..;/",
            "/;",
            "/.;/",
            "//",
            "///",
            "/%2f",
            "/%2F",
            "/%5c",
            "/%5C",
            "/\\",
            "/\\/\\/",
            "/%252e%252e",
            "/%252f",
            "/%25252e",
            "/%c0%ae%c0%ae",
            "/%c0%af",
            "/%e0%80%af",
            "/%c1%9c",
            "/%f8%80%80%80%af",
            "/%00",
            "/%0a",
            "/%0d%0a",
            "/%7f",
            "/%80",
            "/%ff",
            "/%zz",
            "/%",
            "/%2",
            "/%u002e",
            "/a;b=c",
            "/;jsessionid=1",
            "/%3b",
            "/%3Ba=b",
            "/%3f",
            "/%3Fx",
            "/%23",
            "/\u0000",
            "/\t",
            "/ ",
            "/\u00e4",
            "/\u2024",
            "/\uff0e\uff0e",
            "/\uff0f",
            "/a|b",
            "/a\"b",
            "/a<b",
            "/a^b",
            "/a`b",
            "/{a}",
            "/[a]");
    private static final List<String> PLACES = List.of("%s", "/public%s", "%s/admin", "/public%s/admin", "/a/b%s");

    static Stream<String> tricks() {
        return TRICKS.stream().flatMap(trick -> PLACES.stream().map(place -> place.replace("%s", trick)));
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void aPathWithTwoReadingsIsRefusedOverBothProtocols(String target) {
        assertThat(Requests.get(target).outcome()).isEqualTo("path_not_canonical");
        assertThat(Requests.get(target).over(Protocol.HTTP_2).outcome()).isEqualTo("path_not_canonical");
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void theAbsoluteFormIsNoWayAround(String target) {
        assertThat(Requests.get("https://shop.example" + target).outcome()).isEqualTo("path_not_canonical");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/admin", "/Admin", "/admin/", "/admin.", "/a/b/c", "/a..b", "/...a", "/a=b", "/a@b:1"})
    void anHonestPathIsKeptByteForByte(String target) {
        assertThat(canonical(target).path().value()).isEqualTo(target);
    }

    @Test
    void anEscapedLetterIsThatLetter() {
        assertThat(canonical("/%61dmin").path().value()).isEqualTo("/admin");
        assertThat(canonical("/a%c3%a4").path().value()).isEqualTo("/a%C3%A4");
    }

    @Test
    void theQueryIsNoPartOfThePath() {
        CanonicalRequest request = canonical("/admin?/public/../x;y=[1]&z=%2e%2e?");

        assertThat(request.path().value()).isEqualTo("/admin");
        assertThat(request.query()).isEqualTo("/public/../x;y=[1]&z=%2e%2e?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a?b#c",
                "/public#/../admin",
                "/a?b c",
                "/a?%zz",
                "/a?%2",
                "/a?\u00e4",
                "/a?\u0000",
                "/a?x|y",
                "/a?\"",
                "/a?{x}",
                "/a?\\",
                "/a?<>"
            })
    void aQueryOrFragmentThatMustBeEscapedIsRefused(String target) {
        assertThat(Requests.get(target).outcome()).isEqualTo("path_not_canonical");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "admin",
                "?x",
                "#",
                "http:",
                "https:/",
                "https://",
                "https://shop.example",
                "https://shop.example?x=",
                "ftp://shop.example/",
                "http://shop.example/",
                "file:///etc/passwd",
                "shop.example:443",
                "Service/Method",
                "p.Svc/M"
            })
    void aTargetWithoutAPathOfOursIsRefused(String target) {
        assertThat(Requests.get(target).outcome()).isEqualTo("path_not_canonical");
        assertThat(Requests.get(target).method("OPTIONS").outcome()).isEqualTo("path_not_canonical");
        assertThat(Requests.get(target).over(Protocol.HTTP_2).outcome()).isEqualTo("path_not_canonical");
    }

    @Test
    void theAbsoluteFormIsTakenIfItNamesTheHost() {
        assertThat(canonical("https://shop.example/a?b").path().value()).isEqualTo("/a");
        assertThat(canonical("HTTPS://SHOP.example:443/a").path().value()).isEqualTo("/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/a",
                "https://shop.example:8443/a",
                "https://shop.example@evil.example/a",
                "https://evil.example@shop.example/a",
                "https://shop.example./a",
                "https:///a",
                "https://shop.example\\/a"
            })
    void theAbsoluteFormWithAnotherHostIsRefused(String target) {
        assertThat(Requests.get(target).outcome()).isEqualTo("authority_invalid");
    }

    @Test
    void theAbsoluteFormIsUnknownOnHttp2() {
        assertThat(Requests.get("https://shop.example/a").over(Protocol.HTTP_2).outcome())
                .isEqualTo("path_not_canonical");
    }

    @Test
    void aGrpcCallWithAnEmptySegmentIsRefused() {
        assertThat(Requests.get("/p.Svc//M").over(Protocol.HTTP_2).outcome()).isEqualTo("path_not_canonical");
        assertThat(Requests.get("/p.Svc/M").over(Protocol.HTTP_2).outcome()).isEqualTo("ok");
    }

    private static CanonicalRequest canonical(String target) {
        return (CanonicalRequest) Requests.get(target).read();
    }
}
