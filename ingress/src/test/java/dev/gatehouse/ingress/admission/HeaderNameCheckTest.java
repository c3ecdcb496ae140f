package dev.gatehouse.ingress.admission;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Held against Netty's own check. */
class HeaderNameCheckTest {
    private static final int RANDOM_NAMES = 2_000;

    private static Stream<String> names() {
        Random random = new Random(42);
        Stream<String> everyCharacter = IntStream.range(0, 256).mapToObj(c -> "a" + (char) c + "b");
        Stream<String> some = IntStream.range(0, RANDOM_NAMES)
                .mapToObj(i -> random.ints(random.nextInt(5), 0x20, 0x90)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
        return Stream.concat(everyCharacter, some);
    }

    @Test
    void takesTheNamesThatNettyTakes() {
        SoftAssertions softly = new SoftAssertions();
        names().forEach(name -> {
            boolean expected = !name.isEmpty() && HttpHeaderValidationUtil.validateToken(name) == -1;
            // As the codec gives it: a part of a larger array.
            CharSequence read = new AsciiString("<" + name + ">").subSequence(1, name.length() + 1, false);

            softly.assertThat(isTaken(name)).as(name).isEqualTo(expected);
            softly.assertThat(isTaken(read)).as("%s, read", name).isEqualTo(expected);
        });
        softly.assertAll();
    }

    private static boolean isTaken(CharSequence name) {
        HttpHeaders headers = HeaderNameCheck.headers().newHeaders();
        try {
            headers.add(name, "value");
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
