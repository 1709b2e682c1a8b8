package org.corelink.gossip.membership.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class FileReader {
    private FileReader() {}

    static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
