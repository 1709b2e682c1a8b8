package org.corelink.gpu;

import org.jspecify.annotations.Nullable;

/**
 * One process on a GPU. It does not travel in the open format, and nowhere with its command line.
 *
 * @param pid as the driver tells it
 * @param type what it uses the GPU for
 * @param memoryMiB memory of the GPU that it uses, MiB, or null
 * @param owner who it is
 */
public record GpuProcess(long pid, Type type, @Nullable Integer memoryMiB, Owner owner) {
    /** Most processes of one GPU that are kept: those with the lowest ids. */
    public static final int MAX_PROCESSES = 256;

    /** What a process uses a GPU for. */
    public enum Type {
        /** Computing. */
        COMPUTE,
        /** Drawing. */
        GRAPHICS,
        /** Both. */
        COMPUTE_AND_GRAPHICS,
        /** Computing through the multi-process service. */
        MPS
    }

    /**
     * Who a process is; null is unknown.
     *
     * @param user name of the account, or its number where it has no name here
     * @param command its command line, at most {@value #MAX_COMMAND_LENGTH} characters
     * @param container the first 12 digits of the id of the container that it runs in
     */
    public record Owner(
            @Nullable String user,
            @Nullable String command,
            @Nullable String container) {
        /** Longest command line that is kept, in characters. */
        public static final int MAX_COMMAND_LENGTH = 120;

        /** Nothing is known: the process is not visible from here. */
        public static final Owner UNKNOWN = new Owner(null, null, null);

        /** With a command where none is known. */
        public Owner orCommand(@Nullable String other) {
            return command == null ? new Owner(user, other, container) : this;
        }
    }
}
