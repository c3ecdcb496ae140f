package dev.gatehouse.policy.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, 8, 10.255.1.2, true",
        "10.0.0.0, 8, 11.0.0.0, false",
        "10.1.2.3, 8, 10.9.9.9, true",
        "192.168.4.0, 22, 192.168.7.255, true",
        "192.168.4.0, 22, 192.168.8.0, false",
        "203.0.113.7, 32, 203.0.113.7, true",
        "203.0.113.7, 32, 203.0.113.6, false",
        "0.0.0.0, 0, 255.1.1.1, true",
        "0.0.0.0, 0, 2001:db8::1, false",
        "2001:db8::, 32, 2001:db8:9::1, true",
        "2001:db8::, 33, 2001:db8:8000::1, false",
        "::, 0, 10.0.0.1, false"
    })
    void aBlockContainsTheAddressesWithItsLeadingBits(String base, int length, String address, boolean contained)
            throws UnknownHostException {
        assertThat(AddressPrefix.of(bytes(base), length, base + "/" + length).contains(bytes(address)))
                .isEqualTo(contained);
    }

    @Test
    void anIpv4AddressInsideAnIpv6OneIsTheSameAddress() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 10;
        AddressPrefix block = AddressPrefix.of(bytes("10.0.0.0"), 8, "10.0.0.0/8");

        assertThat(block.contains(mapped)).isTrue();
        assertThat(AddressPrefix.of(mapped, 104, "::ffff:10.0.0.0/104")).isEqualTo(block);
    }

    @Test
    void anUnknownAddressIsInNoBlock() throws UnknownHostException {
        assertThat(AddressPrefix.of(bytes("0.0.0.0"), 0, "0.0.0.0/0").contains(new byte[0]))
                .isFalse();
    }

    @Test
    void whatIsNoPrefixIsRefused() {
        assertThatThrownBy(() -> AddressPrefix.of(new byte[4], 33, "0.0.0.0/33"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddressPrefix.of(new byte[5], 8, "?")).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal).getAddress();
    }
}
