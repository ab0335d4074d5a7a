package io.promsh.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.failure.Failure;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.target.RawAnswer;
import io.promsh.target.RawMethod;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of part files. A part appears in it whole or not at all, and a torn or changed one is thrown away when the folder is
 * opened again: what is there need not be fetched again.
 */
final class FetchFolder implements PartKeeper {
    private static final String SOURCE = "source";
    private static final String REMARKS = "remarks";

    private final Path folder;
    private final Map<PartNames, Long> parts = new TreeMap<>(PartNames.ORDER);
    private final Map<String, List<Selection>> groups = new TreeMap<>();

    private final Remarks remarks = new Remarks();

    private FetchFolder(Path folder) {
        this.folder = folder;
    }

    /** Opens a folder, made where there is none; checks every part. Throws where it holds parts of another target. */
    static FetchFolder open(Path folder, String address) {
        FetchFolder opened = new FetchFolder(folder);
        try {
            Files.createDirectories(folder);
            Path source = folder.resolve(SOURCE);
            if (Files.exists(source)) {
                String before = Files.readString(source, UTF_8).strip();
                if (!before.equals(address)) {
                    throw Failure.usage(
                            folder + " holds what was fetched from " + before + ", not from " + address,
                            "take another folder, or the target that it was begun with");
                }
            } else {
                Files.writeString(source, address + "\n", UTF_8);
            }
            opened.scan();
        } catch (IOException e) {
            throw failed(folder, e);
        }
        return opened;
    }

    private void scan() throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            PartNames part = PartNames.parse(name).orElse(null);
            if (name.endsWith(".tmp")) {
                Files.delete(file);
            } else if (name.endsWith(".shards")) {
                List<Selection> shards = new ArrayList<>();
                Files.readAllLines(file, UTF_8).forEach(line -> shards.add(Selection.of(line)));
                groups.put(name.substring(0, name.length() - ".shards".length()), shards);
            } else if (name.equals(REMARKS)) {
                remarks.restore(Files.readAllLines(file, UTF_8));
            } else if (part != null) {
                long samples = PartCursor.check(file);
                if (samples < 0) {
                    Files.delete(file);
                } else {
                    parts.put(part, samples);
                }
            }
        }
    }

    /** Returns how its parts were read, or null where there are none yet. */
    @Nullable
    RawMethod method() {
        for (RawMethod method : RawMethod.values()) {
            if (Files.exists(folder.resolve(mark(method)))) {
                return method;
            }
        }
        return null;
    }

    private static String mark(RawMethod method) {
        return "by-" + method.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Notes how its parts are read: all in one way, or the same window would not give the same samples. */
    void readBy(RawMethod method) {
        try {
            for (RawMethod other : RawMethod.values()) {
                Files.deleteIfExists(folder.resolve(mark(other)));
            }
            Files.writeString(folder.resolve(mark(method)), "");
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Returns what was said beside the parts. */
    Remarks remarks() {
        return remarks;
    }

    @Override
    public synchronized void said(RawAnswer answer) {
        if (remarks.add(answer)) {
            keepRemarks();
        }
    }

    @Override
    public synchronized void noted(String remark) {
        if (remarks.note(remark)) {
            keepRemarks();
        }
    }

    private void keepRemarks() {
        try {
            String text = String.join("\n", remarks.lines());
            write(REMARKS, out -> out.write(text.getBytes(UTF_8)));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    synchronized boolean isEmpty() {
        return parts.isEmpty();
    }

    synchronized Missing missing() {
        return new Missing(List.copyOf(parts.keySet()), Map.copyOf(groups));
    }

    /** Returns how many samples the parts of a selection hold within and around the window. */
    synchronized long samples(Selection selection, TimeRange window) {
        long samples = 0;
        for (PartNames part : touching(selection, window)) {
            samples += parts.getOrDefault(part, 0L);
        }
        return samples;
    }

    /** Returns the part files of a selection that touch a window. */
    synchronized List<Path> files(Selection selection, TimeRange window) {
        return touching(selection, window).stream()
                .map(part -> folder.resolve(part.fileName()))
                .toList();
    }

    private List<PartNames> touching(Selection selection, TimeRange window) {
        String key = PartNames.key(selection);
        return parts.keySet().stream()
                .filter(part -> part.selection().equals(key)
                        && part.from() < window.end().toEpochMilli()
                        && part.to() > window.start().toEpochMilli())
                .toList();
    }

    Path path() {
        return folder;
    }

    @Override
    public Kept keep(Part part, Iterable<Series> content) {
        PartNames name = new PartNames(
                PartNames.key(part.root),
                part.window.start().toEpochMilli(),
                part.window.end().toEpochMilli(),
                part.shard);
        long[] samples = new long[1];
        try {
            write(name.fileName(), out -> {
                PartWriter writer = new PartWriter(out);
                for (Series series : content) {
                    writer.add(series);
                    samples[0] += series.size();
                }
                writer.finish();
            });
        } catch (IOException e) {
            throw failed(folder, e);
        }
        synchronized (this) {
            parts.put(name, samples[0]);
        }
        return new Kept(samples[0], List.of());
    }

    @Override
    public synchronized void sharded(Selection root, List<Selection> shards, String group) {
        String name = PartNames.key(root) + "." + group;
        if (groups.containsKey(name)) {
            // Another window of the same series was divided in the same way.
            return;
        }
        StringBuilder lines = new StringBuilder();
        shards.forEach(one -> lines.append(one.text()).append('\n'));
        try {
            write(name + ".shards", out -> out.write(lines.toString().getBytes(UTF_8)));
        } catch (IOException e) {
            throw failed(folder, e);
        }
        groups.put(name, List.copyOf(shards));
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private void write(String name, Writing content) throws IOException {
        Path temporary = folder.resolve(name + ".tmp");
        try (OutputStream out = Files.newOutputStream(temporary)) {
            content.to(out);
        }
        try {
            Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static Failure failed(Path folder, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Failure.failed(
                        "the parts cannot be kept in " + folder + ": " + why,
                        "make room there, then run the same line again: what was fetched stays")
                .withCause(e);
    }
}
