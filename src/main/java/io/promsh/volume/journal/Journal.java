package io.promsh.volume.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A folder with a file for each undertaking. A file is replaced as a whole and reaches the disk before the step that it
 * announces begins.
 */
public final class Journal {
    private static final String SUFFIX = ".journal";
    /** Behind the folder's name; locked by the process that takes an entry, and unlocked by the system when that ends. */
    private static final String CLAIMS = ".lock";

    private static final Object IN_PROCESS = new Object();

    private final Path folder;
    private final Consumer<Path> begun;

    /** A journal in {@code folder}, which is made when first written to. */
    public Journal(Path folder) {
        this(folder, file -> {});
    }

    /** The same; {@code begun} is told the file of each undertaking when it is first written down. */
    public Journal(Path folder, Consumer<Path> begun) {
        this.folder = folder;
        this.begun = begun;
    }

    /** Returns who this process is, for {@link JournalEntry#process()}. */
    public static String thisProcess() {
        return name(ProcessHandle.current());
    }

    private static String name(ProcessHandle process) {
        return process.pid() + "@"
                + process.info().startInstant().map(Object::toString).orElse("");
    }

    /** Returns whether the process that wrote an entry still runs. */
    public static boolean isAlive(JournalEntry entry) {
        String pid = entry.process().replaceFirst("@.*", "");
        if (!pid.matches("[0-9]{1,18}")) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
        return process.isPresent()
                && process.get().isAlive()
                && name(process.get()).equals(entry.process());
    }

    /** Writes an entry; when it returns, it is on the disk. */
    public void write(JournalEntry entry) {
        Properties properties = new Properties();
        entry.facts().forEach((name, value) -> properties.setProperty("fact." + name, value));
        properties.setProperty("kind", entry.kind());
        properties.setProperty("phase", entry.phase());
        properties.setProperty("process", entry.process());
        try {
            Files.createDirectories(folder);
            StringWriter text = new StringWriter();
            properties.store(text, null);
            boolean isNew = !Files.exists(file(entry));
            Path part = folder.resolve(entry.id() + ".part");
            Files.writeString(part, text.toString(), UTF_8);
            force(part);
            Files.move(part, file(entry), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
            if (isNew) {
                begun.accept(file(entry));
            }
        } catch (IOException e) {
            throw Failure.failed(
                            "the journal cannot be written: " + e.getMessage(),
                            "nothing is begun without it: make room or give rights to " + folder)
                    .withCause(e);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Takes an entry that no process works on any more, as it stands now. Empty where another was first: two may ask at once, one
     * that was set beside the undertaking and the next line that somebody types.
     */
    public Optional<JournalEntry> claim(JournalEntry entry) {
        synchronized (IN_PROCESS) {
            try (FileChannel claims = FileChannel.open(
                            folder.resolveSibling(folder.getFileName() + CLAIMS),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = claims.lock()) {
                Optional<JournalEntry> mine = read(file(entry))
                        .filter(found -> lock.isValid() && !isAlive(found))
                        .map(found -> found.takenBy(thisProcess()));
                mine.ifPresent(this::write);
                return mine;
            } catch (IOException e) {
                throw Failure.failed("the journal cannot be locked: " + e.getMessage(), "give rights to " + folder)
                        .withCause(e);
            }
        }
    }

    /** Returns the file of an entry. */
    public Path file(JournalEntry entry) {
        return folder.resolve(entry.id() + SUFFIX);
    }

    /** Forgets an entry: the undertaking has ended. */
    public void close(JournalEntry entry) {
        try {
            Files.deleteIfExists(file(entry));
        } catch (IOException e) {
            throw Failure.failed("the journal cannot be closed: " + e.getMessage(), "delete " + entry.id() + " there")
                    .withCause(e);
        }
    }

    /** Returns the undertakings that did not end and whose process is gone, oldest first. */
    public List<JournalEntry> abandoned() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            found.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Failure.failed("the journal cannot be read: " + e.getMessage(), "")
                    .withCause(e);
        }
        files.sort(Comparator.comparing(Path::getFileName));
        return files.stream()
                .map(Journal::read)
                .flatMap(Optional::stream)
                .filter(entry -> !isAlive(entry))
                .toList();
    }

    private static Optional<JournalEntry> read(Path file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file, UTF_8)));
        } catch (NoSuchFileException e) {
            // Another process has put it right just now.
            return Optional.empty();
        } catch (IOException e) {
            throw Failure.failed("the journal cannot be read: " + e.getMessage(), "")
                    .withCause(e);
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("fact.")) {
                facts.put(name.substring("fact.".length()), properties.getProperty(name));
            }
        }
        String name = file.getFileName().toString();
        return Optional.of(new JournalEntry(
                name.substring(0, name.length() - SUFFIX.length()),
                properties.getProperty("kind", ""),
                properties.getProperty("phase", ""),
                properties.getProperty("process", ""),
                facts));
    }
}
