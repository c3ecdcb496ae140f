package dev.gatehouse.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/** Gives signed tokens for the right client and secret, as an OAuth authorization server does. */
final class TokenIssuer implements AutoCloseable {
    static final String CLIENT = "gateway";
    static final String SECRET = "client-s3cr3t";
    static final String AUDIENCE = "kafka";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final HttpServer server;

    TokenIssuer() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::answer);
        server.start();
    }

    String tokenEndpoint() {
        return "http://localhost:" + server.getAddress().getPort() + "/token";
    }

    /** The public key, as a broker takes it. */
    String keySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\""
                + number(key.getModulus()) + "\",\"e\":\"" + number(key.getPublicExponent()) + "\"}]}";
    }

    private static String number(BigInteger value) {
        byte[] signed = value.toByteArray();
        int from = signed[0] == 0 ? 1 : 0;
        byte[] unsigned = new byte[signed.length - from];
        System.arraycopy(signed, from, unsigned, 0, unsigned.length);
        return BASE64.encodeToString(unsigned);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String basic = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        boolean isKnown = ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body =
                (isKnown ? "{\"access_token\":\"" + token() + "\"}" : "{\"error\":\"invalid_client\"}").getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(isKnown ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String token() {
        long now = Instant.now().getEpochSecond();
        String head = encoded("{\"alg\":\"RS256\",\"kid\":\"one\",\"typ\":\"JWT\"}");
        String claims = encoded("{\"sub\":\"" + CLIENT + "\",\"aud\":\"" + AUDIENCE + "\",\"scope\":\"kafka\",\"iat\":"
                + (now - 5) + ",\"exp\":" + (now + 600) + "}");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update((head + "." + claims).getBytes(UTF_8));
            return head + "." + claims + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
