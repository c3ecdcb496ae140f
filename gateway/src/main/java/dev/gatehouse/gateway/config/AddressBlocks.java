package dev.gatehouse.gateway.config;

import dev.gatehouse.policy.ruleset.AddressPrefix;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one address or one block of addresses.
 *
 * <p>Short and octal forms are refused: {@code 10.1} and {@code 010.0.0.1} are different addresses to
 * different programs. A block with bits behind its length is refused, too, as one of the two is not meant.
 */
final class AddressBlocks {
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowPrefixLengthLeadingZeros(false)
            .getParentBuilder()
            .toParams();

    // No letters that would name a zone of the machine, and no bare number.
    private static final Pattern ADDRESS_LETTERS = Pattern.compile("[0-9a-fA-F]*[:.][0-9a-fA-F:.]*(/[0-9]{1,3})?");

    private AddressBlocks() {}

    /** The single address that the text names; anything else is reported. */
    static Optional<AddressPrefix> readOne(String text, Value where) {
        Optional<AddressPrefix> address = text.contains("/") ? Optional.empty() : parse(text);
        if (address.isEmpty()) {
            where.error("`" + text + "` is not an address", "write a single one in full, as in `10.0.0.7`");
        }
        return address;
    }

    /** The block that the text names; anything else is reported. */
    static Optional<AddressPrefix> read(String text, Value where) {
        Optional<AddressPrefix> block = parse(text);
        if (block.isEmpty()) {
            where.error("`" + text + "` is not an address block", "write an address and a length, as in `10.0.0.0/8`");
        }
        return block;
    }

    private static Optional<AddressPrefix> parse(String text) {
        if (!ADDRESS_LETTERS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            IPAddress address = new IPAddressString(text, STRICT).toAddress();
            if (address != null && !text.contains("/")) {
                return Optional.of(AddressPrefix.of(address.getBytes(), address.getBitCount(), text));
            }
            return address != null && address.isSinglePrefixBlock()
                    ? Optional.of(
                            AddressPrefix.of(address.getLower().getBytes(), address.getNetworkPrefixLength(), text))
                    : Optional.empty();
        } catch (AddressStringException e) {
            return Optional.empty();
        }
    }
}
