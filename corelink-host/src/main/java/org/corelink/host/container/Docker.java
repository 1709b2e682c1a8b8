package org.corelink.host.container;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.corelink.host.exec.Command;
import org.corelink.host.exec.CommandResult;
import org.corelink.host.exec.CommandRunner;

/**
 * CoreLink's image and container, through the program {@code docker}. Any thread; each call blocks until Docker has
 * answered or its time is up.
 */
public final class Docker {
    private static final String PROGRAM = "docker";
    private static final String CHECK = "See what is wrong: corelink --check";

    /** In the image. */
    private static final String API_TOKEN = "/opt/corelink/api-token";

    private static final Duration BUILD_TIME = Duration.ofMinutes(30);
    private static final Duration START_TIME = Duration.ofMinutes(2);

    /** Longer than the container's own time for a goodbye. */
    private static final Duration STOP_TIME = Duration.ofSeconds(45);

    /** As good as for ever. */
    private static final Duration FOLLOW_TIME = Duration.ofDays(3_650);

    private final CommandRunner runner;

    /** Runs {@code docker} by {@code runner}. */
    public Docker(CommandRunner runner) {
        this.runner = runner;
    }

    /**
     * The container; empty if there is none.
     *
     * @throws DockerException if Docker does not answer
     */
    public Optional<ContainerState> state() throws DockerException, InterruptedException {
        CommandResult result =
                run(Duration.ofSeconds(20), "container", "inspect", "--format", ContainerState.FORMAT, name());
        if (!result.isSuccess()) {
            if (isUnknown(result)) {
                return Optional.empty();
            }
            throw new DockerException(result, CHECK);
        }
        return ContainerState.parse(result.text());
    }

    /**
     * Whether the image is there and was built from {@code content} on {@code base}.
     *
     * @throws DockerException if Docker does not answer
     * @throws IOException if the content cannot be read
     */
    public boolean hasImage(String image, ImageContent content, String base)
            throws DockerException, IOException, InterruptedException {
        String format = "{{index .Config.Labels \"" + ImageLabels.CONTENT + "\"}} {{index .Config.Labels \""
                + ImageLabels.BASE + "\"}}";
        CommandResult result = run(Duration.ofSeconds(20), "image", "inspect", "--format", format, image);
        if (!result.isSuccess() && !isUnknown(result)) {
            throw new DockerException(result, CHECK);
        }
        return result.text().equals(content.digest() + " " + base);
    }

    /**
     * Builds the image.
     *
     * @param lines gets Docker's own words as they come
     * @throws DockerException if that fails
     * @throws IOException if the content cannot be read
     */
    public void build(ImageBuild build, Consumer<String> lines)
            throws DockerException, IOException, InterruptedException {
        CommandResult result = runner.run(new Command(withProgram(build.arguments()), BUILD_TIME), lines);
        if (!result.isSuccess()) {
            throw new DockerException(
                    result,
                    "If the base image " + build.base()
                            + " cannot be fetched, name one that is here: --base-image NAME");
        }
    }

    /**
     * Makes and starts the container, in place of one that is there.
     *
     * @throws DockerException if that fails
     */
    public void start(ContainerSpec spec) throws DockerException, InterruptedException {
        if (state().isPresent()) {
            stop();
            require(run(STOP_TIME, "container", "rm", "--force", name()));
        }
        require(runner.run(new Command(withProgram(spec.runArguments()), START_TIME)));
    }

    /**
     * Ends the container; it stays for its log.
     *
     * @throws DockerException if that fails
     */
    public void stop() throws DockerException, InterruptedException {
        require(run(STOP_TIME, "container", "stop", name()));
    }

    /**
     * Ends the container and starts it again.
     *
     * @throws DockerException if that fails
     */
    public void restart() throws DockerException, InterruptedException {
        require(run(STOP_TIME.plus(START_TIME), "container", "restart", name()));
    }

    /**
     * Hands the container's log to {@code lines}.
     *
     * @param follow whether to go on with new lines until the container ends
     * @throws DockerException if that fails
     */
    public void logs(boolean follow, Consumer<String> lines) throws DockerException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(PROGRAM, "container", "logs"));
        if (follow) {
            argv.addAll(List.of("--follow", "--tail", "100"));
        }
        argv.add(name());
        CommandResult result = runner.run(new Command(argv, follow ? FOLLOW_TIME : START_TIME), lines);
        if (!result.isSuccess()) {
            throw new DockerException(result, CHECK);
        }
    }

    /** A token of the API of the console in the container; empty if none can be had. */
    public Optional<String> apiToken() throws InterruptedException {
        CommandResult result = run(Duration.ofSeconds(20), "container", "exec", name(), API_TOKEN);
        return Optional.of(result.text()).filter(text -> result.isSuccess() && !text.isEmpty());
    }

    private CommandResult run(Duration time, String... arguments) throws InterruptedException {
        return runner.run(new Command(withProgram(List.of(arguments)), time));
    }

    private static List<String> withProgram(List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of(PROGRAM));
        argv.addAll(arguments);
        return argv;
    }

    private static void require(CommandResult result) throws DockerException {
        if (!result.isSuccess()) {
            throw new DockerException(result, CHECK);
        }
    }

    private static boolean isUnknown(CommandResult result) {
        return result.failure().toLowerCase(Locale.ROOT).contains("no such");
    }

    private static String name() {
        return ContainerSpec.NAME;
    }
}
