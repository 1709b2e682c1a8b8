package org.corelink.gossip.transport;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UdpTableTest {
    private static final String HEAD =
            "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
                    + "  timeout inode ref pointer drops            ";
    private static final String REST = " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 ";

    @Test
    void socketsAreFoundByAddressAndPort() {
        List<String> lines = List.of(
                HEAD,
                "  215: 4D4D4DEF:B7FC" + REST + "10211 2 0000000000000000 7            ",
                " 1216: 4D4D4DEF:B7FC" + REST + "10345 2 ffff8881034d2d00 0            ",
                "  217: 0504030A:B7FD" + REST + "10212 2 0000000000000000 3            ",
                "  218: 0504030A:0044" + REST + "10213 2 0000000000000000 99           ",
                "  219: 00000000:B7FC" + REST + "10214 2 0000000000000000 99           ");

        assertThat(table(LITTLE_ENDIAN, "239.77.77.77:47100", "10.3.4.5:47101").rows(lines))
                .containsExactly(row(10_211, 7), row(10_345, 0), row(10_212, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "LITTLE_ENDIAN, 4D4D4DEF:B7FC, 239.77.77.77:47100",
        "BIG_ENDIAN, EF4D4D4D:B7FC, 239.77.77.77:47100",
        "LITTLE_ENDIAN, 0100007F:0007, 127.0.0.1:7",
        "BIG_ENDIAN, 7F000001:0007, 127.0.0.1:7",
        "LITTLE_ENDIAN, FEFFFFC0:FFFF, 192.255.255.254:65535"
    })
    void addressIsTheNumberThatTheMachineMakesOfItsBytes(String order, String text, String socket) {
        ByteOrder byteOrder = order.equals("BIG_ENDIAN") ? BIG_ENDIAN : LITTLE_ENDIAN;

        assertThat(table(byteOrder, socket).rows(List.of(HEAD, "1: " + text + REST + "4 2 0 5")))
                .containsExactly(row(4, 5));
    }

    @Test
    void countersGoBeyondThirtyTwoBits() {
        assertThat(table(LITTLE_ENDIAN, "127.0.0.1:7")
                        .rows(List.of("1: 0100007F:0007" + REST + "4294967295 2 0 5000000000")))
                .containsExactly(row(4_294_967_295L, 5_000_000_000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ": ",
                "1: 0100007F:0007",
                "1: 0100007F:0007 ",
                "1: 0100007F:0007 00000000:0000 07",
                "1: 0100007F:0007 00000000:0000 07 0:0 00:0 0 0 0 inode 2 0 5",
                "1: 0100007F:0007 00000000:0000 07 0:0 00:0 0 0 0 4 2 0 many",
                "1: 0100007F:0007 00000000:0000 07 0:0 00:0 0 0 0 4 2 0",
                "1: 0100007f:00070 00000000:0000 07 0:0 00:0 0 0 0 4 2 0 5"
            })
    void lineThatMakesNoSenseIsPassedOver(String line) {
        assertThat(table(LITTLE_ENDIAN, "127.0.0.1:7").rows(List.of(line))).isEmpty();
    }

    private static UdpTable table(ByteOrder order, String... sockets) {
        return new UdpTable(List.of(sockets).stream().map(UdpTableTest::socket).toList(), order);
    }

    private static InetSocketAddress socket(String text) {
        int colon = text.indexOf(':');
        return new InetSocketAddress(
                Inet4Address.ofLiteral(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    private static UdpTable.Row row(long inode, long drops) {
        return new UdpTable.Row(inode, drops);
    }
}
