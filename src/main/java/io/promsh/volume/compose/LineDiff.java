package io.promsh.volume.compose;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts by lines, with a little of what stands around it, as people are used to read it. */
public final class LineDiff {
    private static final int AROUND = 2;

    private LineDiff() {}

    /** Returns the lines of the difference, each with a blank, a plus or a minus in front; empty when the texts are equal. */
    public static List<String> of(List<String> before, List<String> after) {
        int[][] common = common(before, after);
        List<String> all = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean both = i < before.size() && j < after.size();
            if (both && before.get(i).equals(after.get(j))) {
                all.add(" " + before.get(i++));
                j++;
            } else if (j >= after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                all.add("-" + before.get(i++));
            } else {
                all.add("+" + after.get(j++));
            }
        }
        return near(all);
    }

    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<String> near(List<String> all) {
        List<String> kept = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < all.size(); i++) {
            if (!isNearChange(all, i)) {
                continue;
            }
            if (last >= 0 && i > last + 1) {
                kept.add(" ...");
            }
            kept.add(all.get(i));
            last = i;
        }
        return kept;
    }

    private static boolean isNearChange(List<String> all, int line) {
        int to = Math.min(all.size() - 1, line + AROUND);
        for (int i = Math.max(0, line - AROUND); i <= to; i++) {
            if (!all.get(i).startsWith(" ")) {
                return true;
            }
        }
        return false;
    }
}
