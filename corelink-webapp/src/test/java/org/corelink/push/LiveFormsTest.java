package org.corelink.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.atmosphere.cpr.AtmosphereRequest;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereResource.TRANSPORT;
import org.atmosphere.cpr.BroadcastFilter.BroadcastAction;
import org.junit.jupiter.api.Test;

class LiveFormsTest {
    private final LiveForms forms = new LiveForms();
    private final LiveMessage message = new LiveMessage(new byte[] {0, 4, 1});

    @Test
    void everyWebSocketGetsTheVeryBytesAndAllElseTheVeryText() {
        AtmosphereResource one = page("one", TRANSPORT.WEBSOCKET);
        AtmosphereResource two = page("two", TRANSPORT.WEBSOCKET);
        assertThat(given(one).message())
                .isSameAs(message.bytes())
                .isSameAs(given(two).message());
        Object text = given(page("three", TRANSPORT.SSE)).message();
        assertThat(text)
                .isEqualTo("AAQB")
                .isSameAs(given(page("four", TRANSPORT.LONG_POLLING)).message());
    }

    @Test
    void pageThatDoesNotReadGetsNoMoreThanItsBoundAndOthersGetAll() {
        AtmosphereResource slow = page("slow", TRANSPORT.WEBSOCKET);
        AtmosphereResource quick = page("quick", TRANSPORT.WEBSOCKET);
        forms.onOpen(slow);
        forms.onOpen(quick);
        for (int i = 0; i < LiveForms.MAX_WAITING; i++) {
            assertThat(isGiven(slow)).isTrue();
            assertThat(isGiven(quick)).isTrue();
            forms.onWritten(quick);
        }
        assertThat(isGiven(slow)).isFalse();
        assertThat(isGiven(quick)).isTrue();
    }

    @Test
    void pageThatReadsAgainGetsTheNextMessage() {
        AtmosphereResource page = page("page", TRANSPORT.SSE);
        forms.onOpen(page);
        for (int i = 0; i < 3 * LiveForms.MAX_WAITING; i++) {
            given(page);
        }
        forms.onWritten(page);
        assertThat(isGiven(page)).isTrue();
        assertThat(isGiven(page)).isFalse();
    }

    @Test
    void whatIsNoMessageOfOursPassesAsItIs() {
        assertThat(forms.filter("channel", page("page", TRANSPORT.WEBSOCKET), "X", "X")
                        .message())
                .isEqualTo("X");
    }

    private BroadcastAction given(AtmosphereResource page) {
        return forms.filter("channel", page, message, message);
    }

    private boolean isGiven(AtmosphereResource page) {
        return given(page).action() == BroadcastAction.ACTION.CONTINUE;
    }

    /** A page of which nothing is asked but its id, its transport and whether it is still there. */
    private static AtmosphereResource page(String uuid, TRANSPORT transport) {
        AtmosphereRequest request = (AtmosphereRequest) Proxy.newProxyInstance(
                LiveFormsTest.class.getClassLoader(), new Class<?>[] {AtmosphereRequest.class}, (_, _, _) -> null);
        return (AtmosphereResource) Proxy.newProxyInstance(
                LiveFormsTest.class.getClassLoader(),
                new Class<?>[] {AtmosphereResource.class},
                (self, method, _) -> switch (method.getName()) {
                    case "uuid" -> uuid;
                    case "transport" -> transport;
                    case "getRequest" -> request;
                    case "forceBinaryWrite" -> self;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
