package io.promsh.render;

import io.promsh.text.Style;

/** The palette of chart series, cycled. */
final class SeriesStyles {
    private static final Style[] PALETTE = {
        Style.SERIES_1, Style.SERIES_2, Style.SERIES_3, Style.SERIES_4, Style.SERIES_5, Style.SERIES_6
    };

    private SeriesStyles() {}

    static Style of(int series) {
        return PALETTE[series % PALETTE.length];
    }
}
