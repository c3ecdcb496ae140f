package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.Condition;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds an address of a client that satisfies demands.
 *
 * <p>Two blocks lie inside each other or apart, so it is enough to try, for each block and for the whole of
 * either family, one address that lies in it and in no smaller block. An IPv4 address is tried written inside
 * an IPv6 one as well: the blocks of both families can hold that.
 */
final class ClientAddresses {
    private static final byte[] EVERY_V4 = new byte[4];
    private static final byte[] EVERY_V6 = new byte[16];

    private ClientAddresses() {}

    static Optional<byte[]> satisfying(Demands demands) {
        if (demands.met().isEmpty()) {
            return Optional.of(new byte[0]);
        }
        Set<AddressPrefix> blocks = blocksOf(demands);
        blocks.add(AddressPrefix.of(EVERY_V4, 0, "0.0.0.0/0"));
        blocks.add(AddressPrefix.of(EVERY_V6, 0, "::/0"));
        List<AddressPrefix> wanted = List.copyOf(blocks);
        Stream<byte[]> plain = wanted.stream().flatMap(block -> addressIn(block, blocks).stream());
        Stream<byte[]> written = wanted.stream()
                .filter(block -> block.firstAddress().length == EVERY_V4.length)
                .flatMap(block -> addressIn(block, blocks).stream())
                .map(ClientAddresses::mapped);
        return Stream.concat(plain, written)
                .filter(address -> demands.areSatisfiedBy(Single.address(address)))
                .findFirst();
    }

    private static Set<AddressPrefix> blocksOf(Demands demands) {
        Set<AddressPrefix> blocks = new LinkedHashSet<>();
        for (Requirement requirement : demands.met()) {
            collect(requirement, blocks);
        }
        for (Requirement requirement : demands.unmet()) {
            collect(requirement, blocks);
        }
        return blocks;
    }

    private static void collect(Requirement requirement, Set<AddressPrefix> blocks) {
        if (requirement.condition() instanceof Condition.Within within) {
            blocks.addAll(within.prefixes());
        }
    }

    /** An address in the block and in none of the smaller ones among the others. */
    private static Optional<byte[]> addressIn(AddressPrefix block, Collection<AddressPrefix> others) {
        byte[] first = block.firstAddress();
        List<AddressPrefix> smaller = others.stream()
                .filter(other -> other.length() > block.length() && other.firstAddress().length == first.length)
                .filter(other -> block.contains(other.firstAddress()))
                .toList();
        return free(first, block.length(), smaller);
    }

    private static Optional<byte[]> free(byte[] first, int length, List<AddressPrefix> taken) {
        if (isMapped(first, length)) {
            return Optional.empty();
        }
        if (taken.isEmpty()) {
            return Optional.of(humane(first, length));
        }
        if (taken.stream().anyMatch(other -> other.length() <= length)) {
            return Optional.empty();
        }
        for (int bit = 0; bit < 2; bit++) {
            byte[] half = first.clone();
            if (bit == 1) {
                half[length / 8] |= (byte) (0x80 >> length % 8);
            }
            AddressPrefix block = AddressPrefix.of(half, length + 1, "half");
            Optional<byte[]> found = free(
                    half,
                    length + 1,
                    taken.stream()
                            .filter(other -> block.contains(other.firstAddress()))
                            .toList());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The second address of the block where there is one: the first is often that of the network itself. */
    private static byte[] humane(byte[] first, int length) {
        byte[] address = first.clone();
        if (length < 8 * address.length) {
            address[address.length - 1] |= 1;
        }
        return address;
    }

    /** Whether all of the block are IPv4 addresses, which have candidates of their own. */
    private static boolean isMapped(byte[] first, int length) {
        return first.length == EVERY_V6.length
                && length >= 96
                && AddressPrefix.of(first, length, "").firstAddress().length == EVERY_V4.length;
    }

    private static byte[] mapped(byte[] address) {
        byte[] longer = new byte[16];
        longer[10] = (byte) 0xff;
        longer[11] = (byte) 0xff;
        System.arraycopy(address, 0, longer, 12, address.length);
        return longer;
    }
}
