package org.corelink.server;

import java.net.InetAddress;
import org.apache.catalina.connector.Connector;

/** Who can connect. */
enum Reach {
    /** Every machine that can reach this one. */
    NETWORK {
        @Override
        void limit(Connector connector) {
            // Tomcat listens on every address by itself.
        }
    },

    /** Programs of this machine alone. */
    THIS_MACHINE {
        @Override
        void limit(Connector connector) {
            connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        }
    };

    /** To be called before the connector is bound. */
    abstract void limit(Connector connector);
}
