package io.promsh.shell;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that was probably meant, by the number of letters to change, add, drop or swap. */
final class Nearest {
    private Nearest() {}

    /** Returns the nearest name when at most a third of its letters differ; the first of several equally near. */
    static Optional<String> of(String typed, Collection<String> names) {
        Optional<String> best = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int bound = Math.max(1, Math.max(typed.length(), name.length()) / 3);
            int distance = distance(typed, name);
            if (distance <= bound && distance < least) {
                best = Optional.of(name);
                least = distance;
            }
        }
        return best;
    }

    /** Optimal string alignment distance. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                row[j] = swapped ? Math.min(least, beforeLast[j - 2] + 1) : least;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
