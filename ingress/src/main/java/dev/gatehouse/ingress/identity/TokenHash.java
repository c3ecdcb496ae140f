package dev.gatehouse.ingress.identity;

import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a token, so that none is kept in memory. */
record TokenHash(long a, long b, long c, long d) {
    private static final FastThreadLocal<MessageDigest> DIGESTS = new FastThreadLocal<>() {
        @Override
        protected MessageDigest initialValue() throws NoSuchAlgorithmException {
            return MessageDigest.getInstance("SHA-256");
        }
    };

    static TokenHash of(String token) {
        // digest() leaves the digest as new, ready for the next token.
        ByteBuffer hash = ByteBuffer.wrap(DIGESTS.get().digest(token.getBytes(StandardCharsets.UTF_8)));
        return new TokenHash(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    }
}
