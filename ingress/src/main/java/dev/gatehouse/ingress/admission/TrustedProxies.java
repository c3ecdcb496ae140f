package dev.gatehouse.ingress.admission;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** The proxies in front of us whose word about the client is taken, by their addresses. */
public final class TrustedProxies {
    private static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<IpSubnetFilterRule> prefixes;

    private TrustedProxies(List<IpSubnetFilterRule> prefixes) {
        this.prefixes = prefixes;
    }

    public static TrustedProxies none() {
        return NONE;
    }

    /** The proxies of these prefixes; each is valid as {@link #isPrefix} says. */
    public static TrustedProxies of(List<String> prefixes) {
        return new TrustedProxies(prefixes.stream().map(TrustedProxies::rule).toList());
    }

    /** Whether the text is an address or a prefix such as {@code 10.0.0.0/8}. */
    public static boolean isPrefix(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty() || slash < 0) {
            return address.isPresent();
        }
        String bits = text.substring(slash + 1);
        int longest = address.get().getAddress().length * 8;
        return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= longest;
    }

    private static IpSubnetFilterRule rule(String prefix) {
        if (!isPrefix(prefix)) {
            throw new IllegalArgumentException("not an address prefix: " + prefix);
        }
        int slash = prefix.indexOf('/');
        InetAddress address =
                address(slash < 0 ? prefix : prefix.substring(0, slash)).orElseThrow();
        int bits = slash < 0 ? address.getAddress().length * 8 : Integer.parseInt(prefix.substring(slash + 1));
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }

    /** The address that the text spells, without asking any name service. */
    static Optional<InetAddress> address(String text) {
        // Not NetUtil.getByName: it turns every IPv4 address into a mapped IPv6 one.
        byte[] bytes = text.indexOf('%') < 0 ? NetUtil.createByteArrayFromIpAddressString(text) : null;
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        if (prefixes.isEmpty()) {
            return false;
        }
        InetSocketAddress socketAddress = new InetSocketAddress(address, 0);
        for (IpSubnetFilterRule prefix : prefixes) {
            if (prefix.matches(socketAddress)) {
                return true;
            }
        }
        return false;
    }
}
