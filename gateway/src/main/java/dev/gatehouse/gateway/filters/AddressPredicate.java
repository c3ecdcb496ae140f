package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.RoutePredicate;
import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code RemoteAddr}: the client, as far as trusted proxies tell, is in one of several networks. */
record AddressPredicate(List<String> written, List<IPAddress> networks) implements RoutePredicate {
    private static final IPAddressStringParameters ADDRESS_OR_PREFIX = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .getParentBuilder()
            .toParams();

    /** Throws when one of them is neither an address nor a network. */
    static AddressPredicate of(List<String> written) {
        List<IPAddress> networks = new ArrayList<>();
        for (String text : written) {
            try {
                networks.add(
                        new IPAddressString(text, ADDRESS_OR_PREFIX).toAddress().toPrefixBlock());
            } catch (AddressStringException e) {
                throw new IllegalArgumentException("`" + text + "` is neither an address nor a network");
            }
        }
        return new AddressPredicate(List.copyOf(written), List.copyOf(networks));
    }

    @Override
    public boolean test(RequestHead head) {
        InetAddress client = head.clientAddress();
        IPAddress address = new inet.ipaddr.IPAddressNetwork.IPAddressGenerator().from(client.getAddress());
        for (IPAddress network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Set<String> looksAt() {
        return Set.of("client.address");
    }

    @Override
    public boolean mayFail() {
        return false;
    }

    @Override
    public String describe() {
        return "RemoteAddr=" + String.join(",", written);
    }
}
