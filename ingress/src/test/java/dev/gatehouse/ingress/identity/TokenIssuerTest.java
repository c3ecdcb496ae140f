package dev.gatehouse.ingress.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
    private static final RSAKey RSA = Tokens.rsa("rsa", JWSAlgorithm.RS256);

    @Test
    void keysThatNoTokenMayBeCheckedWithAreRefusedAtLoad() throws JOSEException {
        OctetSequenceKey shared = new OctetSequenceKeyGenerator(256).keyID("hs").generate();
        RSAKey weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();

        assertThat(load("{\"keys\":[" + shared.toJSONString() + "]}").reason()).contains("secret");
        assertThat(load("{\"keys\":[" + RSA.toJSONString() + "]}").reason()).contains("secret");
        assertThat(load("{\"keys\":[" + weak.toPublicJWK().toJSONString() + "]}")
                        .reason())
                .contains("no algorithm that is taken here");
        assertThat(load(Tokens.jwks(RSA, RSA)).reason()).contains("two keys with the id `rsa`");
        assertThat(load("{\"keys\":[]}").reason()).contains("no key");
        assertThat(load("[]").reason()).contains("cannot be read");
        assertThat(load("").reason()).contains("cannot be read");
        assertThat(TokenIssuer.from("sso", Tokens.ISSUER, Tokens.jwks(RSA), List.of())
                        .reason())
                .contains("audience");
        assertThat(TokenIssuer.from("sso", "", Tokens.jwks(RSA), List.of("shop"))
                        .reason())
                .contains("issuer is empty");
    }

    private static IssuerResult load(String jwks) {
        return TokenIssuer.from("sso", Tokens.ISSUER, jwks, List.of("shop"));
    }
}
