package io.promsh.volume.sqlite;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The SQLite databases among files that come one after the other, each with its log or journal. A page can be judged only with the
 * others, so the files wait on disk, until all have come.
 */
public final class DatabaseFiles implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("(.*\\.(?:db|sqlite|sqlite3))(-wal|-journal)?");
    private static final long LARGEST_BYTES = 8L << 30;

    private final Shelf shelf;
    private final Map<String, Found> found = new TreeMap<>();
    private final List<String> unread = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private int databases;
    private long pages;

    private static final class Found {
        private @Nullable FileChannel file;
        private @Nullable FileChannel log;
        private @Nullable FileChannel journal;
    }

    /** Files wait on {@code shelf}. */
    public DatabaseFiles(Shelf shelf) {
        this.shelf = shelf;
    }

    /** Takes a file in if it may be one of a database. Throws what the stream and the shelf throw. */
    public void file(String path, long size, InputStream in) throws IOException {
        Matcher name = NAME.matcher(path);
        if (!name.matches()) {
            return;
        }
        if (size > LARGEST_BYTES) {
            unread.add(path);
            return;
        }
        String suffix = name.group(2) == null ? "" : name.group(2);
        byte[] start = in.readNBytes(Header.BYTES);
        if (suffix.isEmpty() && !Header.isAt(start)) {
            if (start.length > 0) {
                others.add(path);
            }
            return;
        }
        Found one = found.computeIfAbsent(name.group(1), any -> new Found());
        FileChannel kept = shelf.keep(new SequenceInputStream(new ByteArrayInputStream(start), in));
        FileChannel before = suffix.isEmpty() ? one.file : suffix.equals("-wal") ? one.log : one.journal;
        if (before != null) {
            before.close();
        }
        if (suffix.isEmpty()) {
            one.file = kept;
        } else if (suffix.equals("-wal")) {
            one.log = kept;
        } else {
            one.journal = kept;
        }
    }

    /** Checks all that have come, and says what is wrong and what is not as usual. */
    public void finish(List<String> problems, List<String> remarks) throws IOException {
        for (Map.Entry<String, Found> entry : found.entrySet()) {
            Found one = entry.getValue();
            FileChannel file = one.file;
            if (file == null) {
                continue;
            }
            databases++;
            List<String> wrong = new ArrayList<>();
            try {
                wrong.addAll(check(file, one, sentence -> remarks.add(entry.getKey() + ": " + sentence)));
            } catch (Malformed malformed) {
                wrong.add(malformed.sentence());
            }
            wrong.forEach(sentence -> problems.add(entry.getKey() + ": " + sentence));
        }
        for (String path : others) {
            remarks.add(path + ": it does not begin as an SQLite database; compared by its checksum only");
        }
        for (String path : unread) {
            remarks.add(path + ": too large to be looked into, compared by its checksum only");
        }
    }

    private List<String> check(FileChannel file, Found one, Consumer<String> remark) throws IOException, Malformed {
        Header own = Header.of(start(file));
        Pages all = new Pages(file, own.pageBytes(), file.size() / own.pageBytes());
        Optional<String> undone = one.journal == null ? Optional.empty() : new Journal(one.journal).layOver(all);
        Optional<String> logged = one.log == null ? Optional.empty() : new Log(one.log, own.pageBytes()).layOver(all);
        undone.ifPresent(remark);
        logged.ifPresent(remark);
        boolean isAlone = !all.isOverlaid();
        if (isAlone && file.size() % own.pageBytes() != 0) {
            throw new Malformed("the database breaks off within a page");
        }
        if (isAlone && own.pages() > 0) {
            if (own.pages() > all.count()) {
                throw new Malformed("the database has " + all.count() + " of its " + own.pages() + " pages");
            }
            all.resize(own.pages());
        }
        if (own.hasLog() && one.log == null) {
            remark.accept("its log (-wal) is not there: it is complete only if the service was stopped in good order");
        }
        pages += all.count();
        byte[] start = new byte[Header.BYTES];
        all.page(1).get(start);
        return new Walk(all, Header.of(start)).run();
    }

    private static byte[] start(FileChannel file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(Header.BYTES);
        while (start.hasRemaining() && file.read(start, start.position()) >= 0) {
            // On.
        }
        byte[] read = new byte[start.position()];
        start.flip().get(read);
        return read;
    }

    /** Returns how many databases there were. */
    public int databases() {
        return databases;
    }

    /** Returns how many pages they have in all. */
    public long pages() {
        return pages;
    }

    @Override
    public void close() {
        for (Found one : found.values()) {
            for (FileChannel channel : Arrays.asList(one.file, one.log, one.journal)) {
                try {
                    if (channel != null) {
                        channel.close();
                    }
                } catch (IOException e) {
                    // It has no name any more: its room is free at the latest when the process ends.
                }
            }
        }
    }
}
