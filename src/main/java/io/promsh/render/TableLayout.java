package io.promsh.render;

import java.util.List;

/** How wide each column of a table is; 0 where it is left out. */
final class TableLayout {
    /** A name cut shorter than this tells little; columns that may go are left out first. */
    private static final int COMFORTABLE = 16;

    private static final int LEAST = 8;

    private final int[] widths;
    private final boolean fits;

    private TableLayout(int[] widths, boolean fits) {
        this.widths = widths;
        this.fits = fits;
    }

    /** Lays columns of the natural widths given out on a line of {@code available} terminal columns. */
    static TableLayout of(List<Column> columns, int[] natural, int available) {
        int[] widths = natural.clone();
        while (!shrink(columns, widths, available, COMFORTABLE)) {
            if (!drop(columns, widths)) {
                return new TableLayout(widths, shrink(columns, widths, available, LEAST));
            }
        }
        return new TableLayout(widths, true);
    }

    /** Returns whether the table fits; when it does not, the widths mean nothing. */
    boolean fits() {
        return fits;
    }

    /** Returns the width of a column, 0 when it is left out. */
    int width(int column) {
        return widths[column];
    }

    /** Leaves the columns of the highest order out that are still in; returns false when none may go. */
    private static boolean drop(List<Column> columns, int[] widths) {
        int highest = 0;
        for (int i = 0; i < widths.length; i++) {
            highest = Math.max(highest, widths[i] > 0 ? columns.get(i).dropOrder() : 0);
        }
        for (int i = 0; i < widths.length && highest > 0; i++) {
            widths[i] = columns.get(i).dropOrder() == highest ? 0 : widths[i];
        }
        return highest > 0;
    }

    /** Cuts the widest columns that may be cut to one common width, no lower than {@code least}. Changes nothing if that fails. */
    private static boolean shrink(List<Column> columns, int[] widths, int available, int least) {
        if (total(widths) <= available) {
            return true;
        }
        int low = least;
        int high = 0;
        for (int i = 0; i < widths.length; i++) {
            high = Math.max(high, isCuttable(columns, i) ? widths[i] : 0);
        }
        if (total(capped(columns, widths, low)) > available) {
            return false;
        }
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (total(capped(columns, widths, middle)) <= available) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        int[] cut = capped(columns, widths, low);
        int spare = available - (int) total(cut);
        for (int i = 0; i < widths.length; i++) {
            if (spare > 0 && cut[i] < widths[i]) {
                cut[i]++;
                spare--;
            }
        }
        System.arraycopy(cut, 0, widths, 0, cut.length);
        return true;
    }

    private static int[] capped(List<Column> columns, int[] widths, int cap) {
        int[] result = widths.clone();
        for (int i = 0; i < result.length; i++) {
            if (isCuttable(columns, i)) {
                result[i] = Math.min(result[i], cap);
            }
        }
        return result;
    }

    private static boolean isCuttable(List<Column> columns, int i) {
        return columns.get(i).fit() != Column.Fit.KEEP;
    }

    private static long total(int[] widths) {
        long total = 0;
        int shown = 0;
        for (int width : widths) {
            total += width;
            shown += width > 0 ? 1 : 0;
        }
        return total + (long) Table.GAP * Math.max(0, shown - 1);
    }
}
