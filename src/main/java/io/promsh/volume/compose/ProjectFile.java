package io.promsh.volume.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;

/**
 * A change of a project's file, not yet made.
 *
 * @param file the real file, links followed
 * @param before its text
 * @param after what it will be
 */
public record ProjectFile(Path file, String before, String after) {
    /** Works a change out on the first of {@code files} that has the service written out. */
    public static ProjectFile mounting(List<Path> files, String service, List<Mounting> mountings) {
        Failure last = Failure.failed("the project has no file", "");
        for (Path candidate : files) {
            try {
                Path file = candidate.toRealPath();
                String before = Files.readString(file, UTF_8);
                ComposeText text = ComposeText.of(before);
                mountings.forEach(mounting -> text.mount(service, mounting.volume(), mounting.path()));
                return new ProjectFile(file, before, text.text());
            } catch (IOException e) {
                throw unreadable(candidate, e);
            } catch (Failure failure) {
                last = failure;
            }
        }
        throw last;
    }

    /** A volume to be mounted at a path. */
    public record Mounting(String volume, String path) {}

    private static Failure unreadable(Path file, IOException e) {
        return Failure.failed("cannot read " + file + ": " + e.getMessage(), "").withCause(e);
    }

    /** Returns the change as lines with a plus, a minus or a blank in front. */
    public List<String> diff() {
        return LineDiff.of(before.lines().toList(), after.lines().toList());
    }

    /** Returns where {@link #write} keeps the text as it was. */
    public Path kept(String id) {
        return file.resolveSibling(file.getFileName() + ".before-" + id);
    }

    /**
     * Writes the new text in one go, owner and rights kept, after keeping the old text beside it. Throws a failure when the
     * file is not any more what it was when the change was worked out.
     */
    public void write(String id) {
        try {
            if (!Files.readString(file, UTF_8).equals(before)) {
                throw Failure.failed(file + " has been changed meanwhile", "type the same again");
            }
            Files.copy(file, kept(id), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            replace(file, after);
        } catch (IOException e) {
            throw Failure.failed("cannot write " + file + ": " + e.getMessage(), "give rights, or change it by hand")
                    .withCause(e);
        }
    }

    /** Returns what tells the new text from any other. */
    public String written() {
        return Integer.toHexString(after.hashCode()) + "-" + after.length();
    }

    /** Puts a kept text back where the file is still what was written, as {@link #written} tells. Returns whether it could. */
    public static boolean putBack(Path file, Path kept, String written) {
        try {
            if (!Files.exists(kept)) {
                return true;
            }
            String now = Files.readString(file, UTF_8);
            if (now.equals(Files.readString(kept, UTF_8))) {
                Files.delete(kept);
                return true;
            }
            if (!written.equals(Integer.toHexString(now.hashCode()) + "-" + now.length())) {
                return false;
            }
            replace(file, Files.readString(kept, UTF_8));
            Files.delete(kept);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        // A copy first: it has the owner's rights.
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        PosixFileAttributeView owner = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (owner != null) {
            Files.setOwner(part, owner.getOwner());
        }
        Files.writeString(part, text, UTF_8);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
