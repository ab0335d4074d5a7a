package io.promsh.volume.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.failure.Failure;
import io.promsh.volume.archive.Consistency;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The backups that promsh made or checked on this machine: a small file for each, so that none can spoil the others. */
public final class Catalogue {
    private static final String SUFFIX = ".properties";

    private final Path folder;

    private Catalogue(Path folder) {
        this.folder = folder;
    }

    /** Returns the catalogue in the user's state folder, which is made when first written to. */
    public static Catalogue in(Path stateFolder) {
        return new Catalogue(stateFolder.resolve("catalogue"));
    }

    /** Returns where backups go unless told otherwise. */
    public static Path usualFolder(Path stateFolder) {
        return stateFolder.resolve("backups");
    }

    /** Returns all backups whose files are there, the newest first. */
    public List<CatalogueEntry> all() {
        List<CatalogueEntry> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                read(file).filter(CatalogueEntry::exists).ifPresent(found::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Failure.failed("the catalogue of backups cannot be read: " + e.getMessage(), "check " + folder)
                    .withCause(e);
        }
        found.sort(CatalogueEntry.NEWEST_FIRST);
        return List.copyOf(found);
    }

    /** Returns the backups of a volume, the newest first. */
    public List<CatalogueEntry> of(String engine, String volume) {
        return all().stream()
                .filter(entry -> entry.volume().equals(volume) && entry.engine().equals(engine))
                .toList();
    }

    /** Returns the newest backup of a volume that can be relied on. */
    public Optional<CatalogueEntry> latestVerified(String engine, String volume) {
        return of(engine, volume).stream().filter(CatalogueEntry::isVerified).findFirst();
    }

    /** Returns what is known of a file. */
    public Optional<CatalogueEntry> of(Path file) {
        return read(place(file));
    }

    /** Writes an entry in the place of what was known of its file. */
    public void put(CatalogueEntry entry) {
        Properties properties = new Properties();
        properties.setProperty("file", entry.file().toAbsolutePath().normalize().toString());
        properties.setProperty("engine", entry.engine());
        properties.setProperty("volume", entry.volume());
        properties.setProperty("created", entry.created().toString());
        properties.setProperty("sizeBytes", Long.toString(entry.sizeBytes()));
        properties.setProperty("sha256", entry.sha256());
        properties.setProperty("consistency", entry.consistency().word());
        properties.setProperty("problem", entry.problem());
        entry.verified().forEach((depth, at) -> properties.setProperty("verified." + depth, at.toString()));
        Path place = place(entry.file());
        try {
            Files.createDirectories(folder);
            StringWriter text = new StringWriter();
            properties.store(text, null);
            Path part = Files.createTempFile(folder, "entry", ".part");
            Files.writeString(part, text.toString(), UTF_8);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.failed("the catalogue of backups cannot be written: " + e.getMessage(), "check " + folder)
                    .withCause(e);
        }
    }

    /** Forgets a file. */
    public void forget(Path file) {
        try {
            Files.deleteIfExists(place(file));
        } catch (IOException e) {
            throw Failure.failed("the catalogue of backups cannot be written: " + e.getMessage(), "check " + folder)
                    .withCause(e);
        }
    }

    private Path place(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        String name = absolute.getFileName() + "-"
                + Integer.toHexString(absolute.toString().hashCode());
        return folder.resolve(name.substring(Math.max(0, name.length() - 200)) + SUFFIX);
    }

    private static Optional<CatalogueEntry> read(Path place) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(place, UTF_8)));
            Map<Integer, Instant> verified = new TreeMap<>();
            for (int depth = 1; depth <= 3; depth++) {
                String at = properties.getProperty("verified." + depth, "");
                if (!at.isEmpty()) {
                    verified.put(depth, Instant.parse(at));
                }
            }
            return Optional.of(new CatalogueEntry(
                    Path.of(properties.getProperty("file", "")),
                    properties.getProperty("engine", ""),
                    properties.getProperty("volume", ""),
                    Instant.parse(properties.getProperty("created", "")),
                    Long.parseLong(properties.getProperty("sizeBytes", "0")),
                    properties.getProperty("sha256", ""),
                    Consistency.named(properties.getProperty("consistency", "")),
                    verified,
                    properties.getProperty("problem", "")));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            // Gone meanwhile, or edited by hand: the backup itself tells everything again when it is verified.
            return Optional.empty();
        }
    }
}
