package org.corelink.host.view;

import java.io.IOError;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.corelink.cluster.query.RowSelection;
import org.corelink.host.view.ClusterTable.Look;
import org.corelink.host.view.TopScreen.News;
import org.corelink.host.view.TopScreen.Size;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** The live view in the terminal of this process: reads keys, draws. SHELL. */
public final class Top {
    /** So soon a change of the terminal's size, and news, are seen. */
    private static final long LOOK_MILLIS = 150;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Terminal terminal;
    private final Feed feed;
    private final String machine;
    private final Look look;
    private final Display display;
    private @Nullable Picture drawn;
    private Viewport seen = new Viewport(0, 0, List.of());

    /** All that decides what is drawn. */
    private record Picture(TopState state, Size size, long toldNanos, String trouble, long ageSeconds) {}

    private Top(Terminal terminal, Feed feed, String machine, boolean colours) {
        this.terminal = terminal;
        this.feed = feed;
        this.machine = machine;
        this.look = new Look(colours, terminal.encoding().equals(StandardCharsets.UTF_8));
        this.display = new Display(terminal, true);
    }

    /** Width of the terminal of this process; empty if it does not tell. */
    public static OptionalInt width() throws IOException {
        try (Terminal terminal = terminal()) {
            int columns = terminal.getSize().getColumns();
            return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
        }
    }

    /**
     * Shows what is wanted until a person ends it, or the thread is interrupted.
     *
     * @param machine name of the machine that tells
     * @throws ConsoleException if the console does not tell at the start, which later is shown; or the terminal fails
     */
    public static void run(ClusterSource source, RowSelection wanted, String machine, boolean colours)
            throws ConsoleException, InterruptedException {
        try (Feed feed = Feed.start(source, wanted);
                Terminal terminal = terminal()) {
            new Top(terminal, feed, machine, colours).show(TopState.of(wanted));
        } catch (IOException e) {
            throw new ConsoleException(ConsoleException.Cause.REFUSED, "The terminal has failed: " + e);
        }
    }

    private static Terminal terminal() throws IOException {
        // Signals stay the JVM's, whose hooks end this view in order.
        return TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .nativeSignals(false)
                .build();
    }

    private void show(TopState start) throws IOException {
        Attributes before = terminal.enterRawMode();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        try {
            loop(start);
        } finally {
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.keypad_local);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    private void loop(TopState start) throws IOException {
        BindingReader keys = new BindingReader(terminal.reader());
        KeyMap<Key> map = keyMap();
        TopState state = start;
        while (!state.ended()) {
            state = next(state, draw(state), keys, map);
            feed.want(state.selection());
        }
    }

    /** What a key makes of the state; the same if none comes soon. */
    private static TopState next(TopState state, Viewport seen, BindingReader keys, KeyMap<Key> map)
            throws IOException {
        try {
            if (keys.peekCharacter(LOOK_MILLIS) == NonBlockingReader.READ_EXPIRED) {
                return state;
            }
            Key key = keys.readBinding(map);
            // No key: the terminal is gone.
            return key == null ? state.end() : state.on(key, keys.getLastBinding(), seen);
        } catch (EndOfFileException e) {
            return state.end();
        } catch (IOError e) {
            if (e.getCause() instanceof InterruptedIOException) {
                return state.end();
            }
            throw new IOException("keys cannot be read", e);
        }
    }

    /** Draws if anything is to be seen that was not drawn last. */
    private Viewport draw(TopState state) {
        Feed.Told told = feed.newest();
        Size size = new Size(terminal.getWidth(), terminal.getHeight());
        long age = (System.nanoTime() - told.nanos()) / NANOS_PER_SECOND;
        Picture picture = new Picture(
                state, size, told.nanos(), told.trouble(), told.trouble().isEmpty() ? 0 : age);
        if (!picture.equals(drawn)) {
            if (drawn == null || !size.equals(drawn.size())) {
                display.resize(size.rows(), size.columns());
                display.clear();
                terminal.puts(Capability.clear_screen);
            }
            drawn = picture;
            seen = draw(TopScreen.of(state, news(told, age), size, look), size);
        }
        return seen;
    }

    private Viewport draw(TopScreen screen, Size size) {
        terminal.puts(screen.cursor() < 0 ? Capability.cursor_invisible : Capability.cursor_visible);
        int cursor = screen.cursor() < 0 ? 0 : (size.rows() - 1) * size.columns() + screen.cursor();
        // It takes lines off the list.
        display.update(new ArrayList<>(screen.lines()), cursor);
        return screen.viewport();
    }

    private News news(Feed.Told told, long age) {
        String trouble =
                told.trouble().isEmpty() ? "" : "What is shown is " + Writing.duration(age) + " old: " + told.trouble();
        return new News(
                told.listing(),
                machine,
                LocalTime.now(ZoneId.systemDefault()).minusSeconds(age).format(CLOCK),
                trouble);
    }

    private KeyMap<Key> keyMap() {
        KeyMap<Key> map = new KeyMap<>();
        map.bind(Key.UP, KeyMap.key(terminal, Capability.key_up), "\033[A");
        map.bind(Key.DOWN, KeyMap.key(terminal, Capability.key_down), "\033[B");
        map.bind(Key.RIGHT, KeyMap.key(terminal, Capability.key_right), "\033[C");
        map.bind(Key.LEFT, KeyMap.key(terminal, Capability.key_left), "\033[D");
        map.bind(Key.PAGE_UP, KeyMap.key(terminal, Capability.key_ppage));
        map.bind(Key.PAGE_DOWN, KeyMap.key(terminal, Capability.key_npage));
        map.bind(Key.HOME, KeyMap.key(terminal, Capability.key_home), "\033[H", "\033[1~");
        map.bind(Key.END, KeyMap.key(terminal, Capability.key_end), "\033[F", "\033[4~");
        map.bind(Key.ENTER, "\r", "\n");
        map.bind(Key.BACKSPACE, KeyMap.del(), KeyMap.ctrl('H'));
        map.bind(Key.KILL, KeyMap.ctrl('U'));
        map.bind(Key.ESCAPE, KeyMap.esc());
        map.setUnicode(Key.LETTER);
        for (char letter = ' '; letter < 0x7f; letter++) {
            map.bind(Key.LETTER, String.valueOf(letter));
        }
        // Alone, and not the beginning of a key that sends several characters.
        map.setAmbiguousTimeout(LOOK_MILLIS);
        return map;
    }
}
