package io.promsh.tsdb;

import io.promsh.model.Labels;
import io.promsh.promql.LabelMatcher;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntConsumer;

/** An index file, versions 1 and 2 (and 3, which differs in nothing). Each part is checked against its checksum when read. */
final class IndexReader {
    private static final int SERIES_ALIGNMENT = 16;

    private final ByteBuffer index;
    private final String file;
    private final int version;
    private final IndexToc toc;
    private final IndexSymbols symbols;
    private final Postings postings;

    /** A series and where its chunks are. */
    @SuppressWarnings("ArrayRecordComponent") // one for each series of a block
    record Entry(int id, Labels labels, long[] minTimes, long[] maxTimes, long[] references) {
        int chunks() {
            return references.length;
        }
    }

    IndexReader(ByteBuffer index, String file) {
        this.index = index;
        this.file = file;
        ByteCursor head = new ByteCursor(index, file);
        if (head.u32() != (IndexToc.MAGIC & 0xFFFFFFFFL)) {
            throw Damage.in(file, "it does not begin as an index");
        }
        version = head.u8();
        if (version < 1 || version > 3) {
            throw Damage.in(file, "it is an index of version " + version + "; 1 to 3 are known");
        }
        toc = IndexToc.read(index, file);
        symbols = new IndexSymbols(index, toc.symbols(), version == 1, file);
        postings = new Postings(index, toc.postingsOffsets(), file);
    }

    IndexToc toc() {
        return toc;
    }

    Postings postings() {
        return postings;
    }

    int symbolCount() {
        return symbols.size();
    }

    int[] select(List<LabelMatcher> matchers) {
        return SeriesMatch.select(postings, matchers);
    }

    /** Returns the series with that id. */
    Entry series(int id) {
        long at = version == 1 ? id & 0xFFFFFFFFL : (id & 0xFFFFFFFFL) * SERIES_ALIGNMENT;
        if (at < toc.series() || at >= toc.postingsOffsets()) {
            throw Damage.in(file, "it names a series outside its series");
        }
        ByteCursor frame = new ByteCursor(index, at, index.limit(), file);
        return body(id, frame);
    }

    private Entry body(int id, ByteCursor frame) {
        int length = frame.count();
        int start = frame.at();
        frame.skip(length + 4L);
        if (ByteCursor.crc(index, start, length) != index.getInt(start + length)) {
            throw Damage.in(file, "the checksum of the series at " + start + " differs");
        }
        ByteCursor body = new ByteCursor(index, start, start + (long) length, file);
        String[] pairs = new String[2 * room(body, body.count(), 2)];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = symbols.get(body.uvarint());
        }
        int chunks = room(body, body.count(), 3);
        long[] minTimes = new long[chunks];
        long[] maxTimes = new long[chunks];
        long[] references = new long[chunks];
        for (int i = 0; i < chunks; i++) {
            minTimes[i] = i == 0 ? body.varint() : maxTimes[i - 1] + body.uvarint();
            maxTimes[i] = minTimes[i] + body.uvarint();
            references[i] = i == 0 ? body.uvarint() : references[i - 1] + body.varint();
        }
        return new Entry(id, Labels.of(pairs), minTimes, maxTimes, references);
    }

    private int room(ByteCursor body, int count, int bytesEach) {
        if ((long) count * bytesEach > body.left()) {
            throw Damage.in(file, "a series says to have more than it has room for");
        }
        return count;
    }

    /**
     * Goes through the series one after the other as they lie in the file, not through the lists.
     *
     * @param skipped hears of each byte between two series that is not zero, by its place
     */
    void forEachInFile(java.util.function.Consumer<Entry> each, IntConsumer skipped) {
        long at = toc.series();
        long end = toc.seriesEnd();
        while (at < end) {
            if (index.get((int) at) == 0 || (version > 1 && at % SERIES_ALIGNMENT != 0)) {
                if (index.get((int) at) != 0) {
                    skipped.accept((int) at);
                }
                at++;
                continue;
            }
            ByteCursor frame = new ByteCursor(index, at, index.limit(), file);
            each.accept(body((int) (version == 1 ? at : at / SERIES_ALIGNMENT), frame));
            at = frame.at();
        }
    }
}
