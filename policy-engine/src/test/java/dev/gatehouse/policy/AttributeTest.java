package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeTest {

    @ParameterizedTest
    @ValueSource(strings = {"header.x-tenant", "claim.groups", "claim.urn:x y", "client.address"})
    void whatIsWrittenIsReadAndWrittenAgain(String written) {
        assertThat(Attribute.from(written)).map(Attribute::written).contains(written);
    }

    @Test
    void theNameOfAHeaderHasNoCase() {
        assertThat(Attribute.from("header.X-Tenant")).contains(new Attribute.Header("x-tenant"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "path", "header", "header.", "header.a b", "claim.", "client", "client.port"})
    void anythingElseIsNoAttribute(String written) {
        assertThat(Attribute.from(written)).isEmpty();
    }

    @Test
    void anAddressIsReadAsText() {
        Attributes local = new Attributes() {
            @Override
            public List<String> header(String lowerCaseName) {
                return List.of("h");
            }

            @Override
            public List<String> claim(String name) {
                return List.of();
            }

            @Override
            public byte[] clientAddress() {
                return new byte[] {(byte) 192, 0, 2, 7};
            }
        };

        assertThat(new Attribute.ClientAddress().values(local)).containsExactly("192.0.2.7");
        assertThat(new Attribute.ClientAddress().values(Attributes.none())).isEmpty();
        assertThat(new Attribute.Header("x").values(local)).containsExactly("h");
        assertThat(new Attribute.Claim("x").values(local)).isEmpty();
    }
}
