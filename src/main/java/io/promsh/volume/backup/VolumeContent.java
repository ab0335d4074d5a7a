package io.promsh.volume.backup;

import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.volume.archive.BackupReader;
import io.promsh.volume.archive.Checksums;
import io.promsh.volume.archive.Entry;
import io.promsh.volume.archive.TarGuard;
import io.promsh.volume.archive.Unpacking;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** What is in a volume, reached through the archive interface of a container that mounts it. */
final class VolumeContent {
    private final DockerEngine engine;

    VolumeContent(DockerEngine engine) {
        this.engine = engine;
    }

    /** What was read back. */
    record Proof(long files, long bytes) {}

    boolean isEmpty(Handle handle) throws IOException {
        try (InputStream archive = engine.readArchive(handle.id(), Handle.PATH)) {
            TarArchiveInputStream tar = new TarArchiveInputStream(archive, "UTF-8");
            tar.getNextEntry();
            TarArchiveEntry first = tar.getNextEntry();
            // A new file system has this folder from its birth.
            return first == null || (first.getName().endsWith("/lost+found/") && tar.getNextEntry() == null);
        }
    }

    /** Removes everything in a volume, with the programs of an image: the archive interface cannot remove. */
    void empty(String image, String volume, String undertaking) {
        ContainerWish wish = ContainerWish.neverStarted(image, undertaking)
                .withVolume(volume, Handle.PATH, false)
                .withUser("0:0")
                .running(
                        List.of("/bin/sh", "-c"),
                        List.of(
                                "cd \"$0\" && find . -mindepth 1 -delete 2>/dev/null || rm -rf ./..?* ./.[!.]* ./*",
                                Handle.PATH));
        String id = engine.createContainer(wish);
        try {
            engine.start(id);
            Waits.forExit(engine, id);
        } catch (Failure failure) {
            throw Failure.failed(
                            "the volume cannot be emptied: the image has no shell",
                            "remove it, with the containers that use it, and restore again: docker volume rm " + volume)
                    .withCause(failure);
        } finally {
            Steadily.run(() -> engine.removeContainer(id, true));
        }
        Handle handle = Handle.on(engine, image, volume, true, undertaking);
        try {
            if (!isEmpty(handle)) {
                throw Failure.failed(
                        "the volume could not be emptied", "look into it: docker volume inspect " + volume);
            }
        } catch (IOException e) {
            throw Failure.failed("the volume cannot be looked into: " + e.getMessage(), "try it again")
                    .withCause(e);
        } finally {
            handle.remove();
        }
    }

    /** Unpacks an archive into the volume, owners and modes as they were, the root's own too. */
    void fill(Handle handle, Path file, boolean keepLinksOut, CheckReport check, Telling telling) {
        engine.writeArchive(
                handle.id(),
                "/",
                out -> new Unpacking(check.root(), Handle.NAME, bytes -> telling.progress("restoring", bytes))
                        .write(new BackupReader(file, keepLinksOut), out));
    }

    /** Reads the volume and the archive, and compares every checksum. Throws a failure when anything differs. */
    Proof prove(Handle handle, Path file, boolean keepLinksOut, String root, Telling telling) throws IOException {
        Map<String, String> there = new HashMap<>();
        long[] bytes = new long[1];
        try (InputStream archive = engine.readArchive(handle.id(), Handle.PATH)) {
            TarGuard guard = new TarGuard(archive);
            TarArchiveInputStream tar = new TarArchiveInputStream(guard, "UTF-8");
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (Entry.isRegular(entry)) {
                    Checksums.Digesting content = new Checksums().digesting(tar);
                    bytes[0] += content.drain();
                    String name = entry.getName();
                    there.put(name.substring(name.indexOf('/') + 1), content.sha256());
                    telling.progress("reading back", bytes[0]);
                }
            }
            guard.checkEnd();
        }
        long[] files = new long[1];
        new BackupReader(file, keepLinksOut).read(new BackupReader.Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                if (entry.kind() == Entry.Kind.FILE && entry.path().startsWith(root)) {
                    Checksums.Digesting content = new Checksums().digesting(entry.content());
                    content.drain();
                    String path = entry.path().substring(root.length());
                    if (!content.sha256().equals(there.get(path))) {
                        throw Failure.failed("what was restored differs: " + path, "the engine's disk may be full");
                    }
                    files[0]++;
                }
            }

            @Override
            public void besides(String name, InputStream content) {
                // Not in the volume.
            }
        });
        return new Proof(files[0], bytes[0]);
    }
}
