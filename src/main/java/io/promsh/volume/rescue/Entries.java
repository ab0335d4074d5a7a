package io.promsh.volume.rescue;

import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The first names in a folder, read from its archive and broken off early. */
final class Entries {
    private static final int ENOUGH = 64;

    private Entries() {}

    /** Returns up to 64 paths below a folder, a folder's with a slash at the end; empty when there is nothing in it. */
    static Set<String> of(DockerEngine engine, String container, String path) {
        Set<String> names = new LinkedHashSet<>();
        if (engine.stat(container, path).isEmpty()) {
            return names;
        }
        try (InputStream in = engine.readArchive(container, path)) {
            // Not closed: closing reads to the end, and the end may be far.
            TarArchiveInputStream tar = new TarArchiveInputStream(in);
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null && names.size() < ENOUGH) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (!name.isEmpty()) {
                    names.add(name);
                }
                entry = tar.getNextEntry();
            }
        } catch (IOException e) {
            throw Failure.failed("cannot look into " + path + ": " + e.getMessage(), "")
                    .withCause(e);
        }
        return names;
    }
}
