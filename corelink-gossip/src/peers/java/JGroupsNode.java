import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.util.NameCache;

/**
 * A member of a JGroups cluster with the stack for UDP that is in its jar. Every five seconds or so it multicasts the state
 * of eight GPUs. Prints each change of its view as {@code gossip-node.jar --events} does. Compiled by the cluster benchmark,
 * which fetches the library; no part of the project needs it.
 */
public final class JGroupsNode implements Receiver {
    private static final int GPUS = 8;

    private final String name;
    private final Set<Address> members = new HashSet<>();
    private final Map<Address, Double> epochs = new HashMap<>();

    private JGroupsNode(String name) {
        this.name = name;
    }

    public static void main(String[] arguments) throws Exception {
        JGroupsNode node = new JGroupsNode(arguments[0]);
        JChannel channel = new JChannel("udp.xml").name(node.name);
        channel.setReceiver(node);
        channel.connect("benchmark");
        Random random = new Random();
        while (true) {
            channel.send(new BytesMessage(null, node.state().getBytes(StandardCharsets.UTF_8)));
            Thread.sleep(3_500 + random.nextInt(3_000));
        }
    }

    /** What a node of CoreLink says in the open format, after the time at which it says it. */
    private String state() {
        String gpu = "{\"id\": 0, \"model\": \"GeForce RTX 4090\", \"limit\": \"4.0 x 16\"}, ";
        return String.format(
                Locale.ROOT,
                "%.3f {\"type\": \"heartbeat\", \"node_id\": \"%s\", \"gpus\": [%s], \"timestamp\": \"29JUL26"
                        + " 10:10:10utc\", \"net_kbps\": 12.34, \"link_speed\": 1000, \"link_speed_max\": 2500,"
                        + " \"ntp_drift\": 0.000123}",
                System.currentTimeMillis() / 1e3,
                name,
                gpu.repeat(GPUS));
    }

    @Override
    public synchronized void viewAccepted(View view) {
        Set<Address> now = new HashSet<>(view.getMembers());
        for (Address member : now) {
            if (members.add(member)) {
                print("online", member);
            }
        }
        for (Address member : Set.copyOf(members)) {
            if (!now.contains(member)) {
                members.remove(member);
                print("gone", member);
                epochs.remove(member);
            }
        }
    }

    @Override
    public synchronized void receive(Message message) {
        String text = new String(message.getArray(), message.getOffset(), message.getLength(), StandardCharsets.UTF_8);
        double epoch = Double.parseDouble(text.substring(0, text.indexOf(' ')));
        if (epochs.put(message.getSrc(), epoch) == null && members.contains(message.getSrc())) {
            print("online", message.getSrc());
        }
    }

    private void print(String state, Address member) {
        String label = String.valueOf(NameCache.get(member));
        if (!label.equals(name)) {
            System.out.printf(
                    Locale.ROOT,
                    "%d\t%s\t%s\t%s\t%.3f\t%s%n",
                    System.nanoTime(),
                    state,
                    ((org.jgroups.util.UUID) member).toStringLong(),
                    label,
                    epochs.getOrDefault(member, 0.0),
                    "view");
        }
    }
}
