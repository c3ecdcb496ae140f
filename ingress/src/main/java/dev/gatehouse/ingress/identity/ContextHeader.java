package dev.gatehouse.ingress.identity;

import dev.gatehouse.ingress.trace.TraceId;
import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signed note that we give a request on its way, so that a service which calls on behalf of somebody
 * can hand on how far that somebody is trusted.
 *
 * <p>It can only lower what its bearer may do, never raise it: whoever reads it takes the meet with the
 * bearer's own label. It counts only with our signature (HMAC-SHA256, compared in constant time), for
 * {@value #LIFETIME_SECONDS} s, and if every level in it still exists. Safe to share between threads.
 */
public final class ContextHeader {
    public static final AsciiString NAME = AsciiString.cached("x-gatehouse-context");

    private static final int LIFETIME_SECONDS = 60;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int MIN_KEY_BYTES = 32;
    private static final int MAX_LENGTH = 4 * 1024;
    private static final byte VERSION = 1;

    private final SecretKeySpec key;
    private final LongSupplier millis;
    private final Map<String, TrustLevel> levels = new HashMap<>();
    private final FastThreadLocal<Mac> macs = new FastThreadLocal<>() {
        @Override
        protected Mac initialValue() throws GeneralSecurityException {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        }
    };

    /** A key of at least 32 bytes, which all gateways of a fleet share, and the levels that exist. */
    public ContextHeader(byte[] key, Collection<TrustLevel> levels, LongSupplier millis) {
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("the key must have at least " + MIN_KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.millis = millis;
        levels.forEach(level -> this.levels.put(level.name(), level));
    }

    public String write(TraceId trace, String caller, TrustLabel label) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(millis.getAsLong() + LIFETIME_SECONDS * 1000L);
            out.writeLong(trace.high());
            out.writeLong(trace.low());
            out.writeUTF(caller);
            out.writeUTF(label.level().name());
            out.writeShort(label.compartments().size());
            for (String compartment : new TreeSet<>(label.compartments())) {
                out.writeUTF(compartment);
            }
            out.write(macs.get().doFinal(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /** For whom the header says its bearer acts; empty unless we wrote it, a moment ago. */
    public Optional<OnBehalfOf> read(String header) {
        if (header.isEmpty() || header.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(header);
            int end = bytes.length - MAC_BYTES;
            if (end <= 0) {
                return Optional.empty();
            }
            Mac mac = macs.get();
            mac.update(bytes, 0, end);
            boolean ours = MessageDigest.isEqual(mac.doFinal(), Arrays.copyOfRange(bytes, end, bytes.length));
            return ours ? readFields(Arrays.copyOf(bytes, end)) : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private Optional<OnBehalfOf> readFields(byte[] fields) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(fields))) {
            if (in.readByte() != VERSION || in.readLong() < millis.getAsLong()) {
                return Optional.empty();
            }
            TraceId trace = new TraceId(in.readLong(), in.readLong());
            String caller = in.readUTF();
            TrustLevel level = levels.get(in.readUTF());
            Set<String> compartments = new HashSet<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                compartments.add(in.readUTF());
            }
            return level == null
                    ? Optional.empty()
                    : Optional.of(new OnBehalfOf(trace, caller, new TrustLabel(level, compartments)));
        }
    }
}
