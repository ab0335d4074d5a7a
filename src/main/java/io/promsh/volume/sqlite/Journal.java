package io.promsh.volume.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A rollback journal ({@code -journal}): pages as they were before a change that was under way. SQLite puts them back when it opens
 * the database, so here they are laid over it.
 */
final class Journal {
    private static final long MAGIC = 0xd9d505f920a163d7L;
    private static final int HEAD_BYTES = 28;
    private static final int STRIDE = 200;

    private final FileChannel file;
    private final Set<Long> laid = new HashSet<>();
    private long restored;

    Journal(FileChannel file) {
        this.file = file;
    }

    /** Lays what is to be put back over the database's pages. Returns a remark when there is any. Throws for a damaged one. */
    Optional<String> layOver(Pages database) throws IOException, Malformed {
        long at = 0;
        boolean isFirst = true;
        while (at + HEAD_BYTES <= file.size()) {
            ByteBuffer head = read(at, HEAD_BYTES);
            if (head.getLong(0) != MAGIC) {
                // One that was done with is left empty or with zeros for a head.
                break;
            }
            int sector = head.getInt(20);
            if (sector < HEAD_BYTES || sector > 1 << 16) {
                throw new Malformed("its journal has sectors of " + sector + " bytes");
            }
            if (isFirst) {
                if (head.getInt(24) != database.pageBytes()) {
                    throw new Malformed("its journal has pages of " + head.getInt(24) + " bytes");
                }
                database.resize(head.getInt(16) & 0xffffffffL);
            }
            isFirst = false;
            int recordBytes = database.pageBytes() + 8;
            long records = head.getInt(8) & 0xffffffffL;
            long fitting = (file.size() - at - sector) / recordBytes;
            records = head.getInt(8) == -1 ? Math.max(0, fitting) : records;
            at = records(at + sector, records, head.getInt(12), database);
            at = (at + sector - 1) / sector * sector;
        }
        return restored == 0
                ? Optional.empty()
                : Optional.of("a change was under way: SQLite will put back " + restored + " pages from its journal");
    }

    private long records(long begin, long records, int nonce, Pages database) throws IOException, Malformed {
        int pageBytes = database.pageBytes();
        long at = begin;
        for (long i = 0; i < records; i++) {
            ByteBuffer record = read(at, pageBytes + 8);
            if (record.remaining() < pageBytes + 8) {
                throw new Malformed("its journal breaks off: a change that was under way cannot be put back");
            }
            int sum = nonce;
            for (int byteAt = pageBytes - STRIDE; byteAt > 0; byteAt -= STRIDE) {
                sum += record.get(4 + byteAt) & 0xff;
            }
            if (sum != record.getInt(pageBytes + 4)) {
                throw new Malformed("its journal is damaged: a change that was under way cannot be put back");
            }
            long page = record.getInt(0) & 0xffffffffL;
            if (laid.add(page)) {
                database.lay(page, file, at + 4);
                restored++;
            }
            at += pageBytes + 8;
        }
        return at;
    }

    private ByteBuffer read(long at, int bytes) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(bytes);
        while (read.hasRemaining() && file.read(read, at + read.position()) >= 0) {
            // On, to the end of what is wanted or of the file.
        }
        return read.flip();
    }
}
