package io.promsh.tsdb;

import java.nio.ByteBuffer;

/** Walks through everything of an index that is no series, byte by byte: frames, their checksums, and zeros between them. */
final class IndexFrames {
    private final ByteBuffer index;
    private final IndexToc toc;
    private final String file;

    IndexFrames(ByteBuffer index, IndexToc toc, String file) {
        this.index = index;
        this.toc = toc;
        this.file = file;
    }

    void check() {
        long afterSymbols = frame(toc.symbols());
        zeros(IndexToc.HEAD_BYTES, toc.symbols());
        zeros(afterSymbols, toc.series());
        long at = toc.seriesEnd();
        long end = index.limit() - (long) IndexToc.BYTES;
        while (at < end) {
            at = isTable(at) || at % 4 == 0 ? frame(at) : zeros(at, at + 1);
        }
        if (at != end) {
            throw Damage.in(file, "its sections reach into its table of contents");
        }
    }

    private boolean isTable(long at) {
        return at == toc.labelOffsets() || at == toc.postingsOffsets();
    }

    /** Returns where the frame at {@code at} ends. */
    private long frame(long at) {
        ByteCursor content = IndexToc.section(index, at, file);
        return (long) content.at() + content.left() + 4;
    }

    private long zeros(long from, long to) {
        for (long at = from; at < to; at++) {
            if (index.get((int) at) != 0) {
                throw Damage.in(file, "a stray byte at " + at);
            }
        }
        return to;
    }
}
