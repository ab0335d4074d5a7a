package io.promsh.tsdb;

import java.nio.ByteBuffer;

/** Where the sections of an index begin: its last 52 bytes. */
record IndexToc(long symbols, long series, long labelIndices, long labelOffsets, long postings, long postingsOffsets) {
    static final int MAGIC = 0xBAAAD700;
    static final int BYTES = 52;
    static final int HEAD_BYTES = 5;

    static IndexToc read(ByteBuffer index, String file) {
        int at = index.limit() - BYTES;
        ByteCursor toc = new ByteCursor(index, Math.max(at, 0), index.limit(), file);
        if (at < HEAD_BYTES || ByteCursor.crc(index, at, BYTES - 4) != index.getInt(at + BYTES - 4)) {
            throw Damage.in(file, "the checksum of its table of contents differs");
        }
        IndexToc found = new IndexToc(toc.u64(), toc.u64(), toc.u64(), toc.u64(), toc.u64(), toc.u64());
        boolean inOrder = found.symbols >= HEAD_BYTES
                && found.series >= found.symbols
                && found.postings >= found.series
                && found.postingsOffsets >= found.postings
                && found.postingsOffsets <= at;
        if (!inOrder) {
            throw Damage.in(file, "its sections are not in order");
        }
        return found;
    }

    /** Returns where the series end: at the first section behind them. */
    long seriesEnd() {
        return labelIndices > series ? Math.min(labelIndices, postings) : postings;
    }

    /** A cursor over the contents of a section with a frame: length, bytes, checksum. */
    static ByteCursor section(ByteBuffer index, long at, String file) {
        ByteCursor frame = new ByteCursor(index, at, index.limit(), file);
        long length = frame.u32();
        if (length + 4 > frame.left()) {
            throw Damage.in(file, "the section at " + at + " reaches beyond its end");
        }
        int start = frame.at();
        if (ByteCursor.crc(index, start, (int) length) != index.getInt(start + (int) length)) {
            throw Damage.in(file, "the checksum of the section at " + at + " differs");
        }
        return new ByteCursor(index, start, start + length, file);
    }
}
