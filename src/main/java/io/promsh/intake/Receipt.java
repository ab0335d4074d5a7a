package io.promsh.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which blocks belong to an import: written before the first is put in place, kept when the last one is.
 *
 * @param id of the import
 * @param blocks their names
 */
public record Receipt(String id, List<String> blocks) {
    private static final String FIRST = "promsh import 1";
    private static final String LAST = "end";

    public Receipt {
        blocks = List.copyOf(blocks);
    }

    /** Writes it under another name, flushed to the disk, and renames it: there whole or not at all. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FIRST, id));
        lines.addAll(blocks);
        lines.add(LAST);
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, lines, UTF_8);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads it; empty when there is none or it is not whole. */
    static Optional<Receipt> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, UTF_8);
        boolean isWhole = lines.size() >= 3
                && lines.get(0).equals(FIRST)
                && lines.get(lines.size() - 1).equals(LAST);
        return isWhole ? Optional.of(new Receipt(lines.get(1), lines.subList(2, lines.size() - 1))) : Optional.empty();
    }
}
