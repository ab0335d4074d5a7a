package io.promsh.tsdb;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The strings of an index: by number in version 2, by place in the file in version 1. Decoded when first asked for. */
final class IndexSymbols {
    private final ByteBuffer index;
    private final String file;
    private final boolean byPlace;
    private final int[] places;
    private final @Nullable String[] texts;

    IndexSymbols(ByteBuffer index, long at, boolean byPlace, String file) {
        this.index = index;
        this.file = file;
        this.byPlace = byPlace;
        ByteCursor section = IndexToc.section(index, at, file);
        long count = section.u32();
        if (count > section.left()) {
            throw Damage.in(file, "it says to have more symbols than bytes");
        }
        places = new int[(int) count];
        texts = new String[(int) count];
        for (int i = 0; i < places.length; i++) {
            places[i] = section.at();
            section.skip(section.count());
        }
    }

    int size() {
        return places.length;
    }

    /** Returns the symbol that {@code reference} stands for. */
    String get(long reference) {
        int number = (int) reference;
        if (byPlace) {
            number = Arrays.binarySearch(places, number);
        }
        if (reference < 0 || number < 0 || number >= places.length) {
            throw Damage.in(file, "it names a symbol that it has not: " + reference);
        }
        String text = texts[number];
        if (text == null) {
            text = new ByteCursor(index, places[number], index.limit(), file).str();
            texts[number] = text;
        }
        return text;
    }
}
