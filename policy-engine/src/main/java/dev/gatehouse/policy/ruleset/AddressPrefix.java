package dev.gatehouse.policy.ruleset;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A block of client addresses: the raw bytes of an IPv4 or IPv6 address, and how many leading bits count.
 *
 * <p>An IPv4 address that is written inside an IPv6 one is the same address.
 */
public final class AddressPrefix {
    private static final int V4 = 4;
    private static final int V6 = 16;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private final byte[] bits;
    private final int length;
    private final String written;

    private AddressPrefix(byte[] bits, int length, String written) {
        this.bits = bits;
        this.length = length;
        this.written = written;
    }

    /** The prefix of this address (4 or 16 bytes), shown to operators as {@code written}. */
    public static AddressPrefix of(byte[] address, int length, String written) {
        if ((address.length != V4 && address.length != V6) || length < 0 || length > 8 * address.length) {
            throw new IllegalArgumentException("not an address prefix: " + written);
        }
        boolean mapped = isMapped(address) && length >= 8 * MAPPED.length;
        byte[] bits = mapped ? unmapped(address) : address.clone();
        int bitLength = mapped ? length - 8 * MAPPED.length : length;
        for (int bit = bitLength; bit < 8 * bits.length; bit++) {
            bits[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return new AddressPrefix(bits, bitLength, written);
    }

    /** The raw bytes of the first address of the block, 4 or 16 of them. */
    public byte[] firstAddress() {
        return bits.clone();
    }

    /** How many leading bits count. */
    public int length() {
        return length;
    }

    /** Whether the raw address (4 or 16 bytes) lies in this block. */
    public boolean contains(byte[] address) {
        int first = bits.length == V4 && isMapped(address) ? MAPPED.length : 0;
        if (address.length - first != bits.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[first + bit / 8] & mask) != (bits[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMapped(byte[] address) {
        return address.length == V6 && Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
    }

    private static byte[] unmapped(byte[] address) {
        return Arrays.copyOfRange(address, MAPPED.length, V6);
    }

    /** One text for each block, however it was written. */
    public String canonicalText() {
        return HexFormat.of().formatHex(bits) + "/" + length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressPrefix that && length == that.length && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bits) + length;
    }

    /** As the operator wrote it. */
    @Override
    public String toString() {
        return written;
    }
}
