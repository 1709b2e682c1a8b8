package org.corelink.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {
    @TempDir
    Path folder;

    private AllowedAddresses addresses() {
        return new AllowedAddresses(folder.resolve(AllowedAddresses.NAME), () -> List.of("lo", "no-such-interface"));
    }

    private void write(String... lines) throws Exception {
        Files.write(folder.resolve(AllowedAddresses.NAME), List.of(lines));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16,   10.1.255.255, true",
        "10.1.0.0/16,   10.2.0.0,     false",
        "10.1.0.0/15,   10.0.9.9,     true",
        "10.1.2.3,      10.1.2.3,     true",
        "10.1.2.3,      10.1.2.2,     false",
        "0.0.0.0/0,     203.0.113.9,  true",
        "0.0.0.0/0,     2001:db8::1,  false",
        "fd00:1::/33,   fd00:1:7fff::1, true",
        "fd00:1::/33,   fd00:1:8000::1, false",
        "10.0.0.0/8,    ::ffff:10.9.9.9, true"
    })
    void rangeIsItsLeadingBits(String range, String address, boolean contained) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "10.0.0.0/"})
    void whatIsNoRangeIsRefusedWithoutAskingANameServer(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutAFileTheSubnetsOfTheClusterCount() {
        assertThat(addresses().admits("127.8.8.8")).isTrue();
        assertThat(addresses().admits("::1")).isTrue();
        assertThat(addresses().admits("10.1.2.3")).isFalse();
    }

    @Test
    void fileDecidesAloneAndIsReadEachTime() throws Exception {
        write("# the desk of the administrators", "", "  10.1.2.0/24 ");
        assertThat(addresses().admits("10.1.2.3")).isTrue();
        assertThat(addresses().admits("10.1.3.3")).isFalse();
        write("10.1.3.0/24");
        assertThat(addresses().admits("10.1.2.3")).isFalse();
    }

    @Test
    void damagedFileClosesTheManagerToAllButThisMachine() throws Exception {
        write("10.1.2.0/24", "everybody");
        assertThat(addresses().admits("10.1.2.3")).isFalse();
        assertThat(addresses().admits("127.0.0.1")).isTrue();
    }

    @Test
    void addressThatIsNoneIsTurnedAway() {
        assertThat(addresses().admits("")).isFalse();
        assertThat(addresses().admits("console.example")).isFalse();
    }
}
