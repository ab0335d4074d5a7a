package io.promsh.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The nearest of some words to one mistyped: by edit distance with transpositions, at most a third of the length off. */
public final class Nearest {
    private Nearest() {}

    /** Returns the nearest word, or empty when none is near enough. */
    public static Optional<String> of(String typed, Collection<String> words) {
        return several(typed, words, 1).stream().findFirst();
    }

    /** Returns the nearest words, nearest first, at most {@code most}; none when none is near enough. */
    public static List<String> several(String typed, Collection<String> words, int most) {
        record Near(String word, int distance) {}
        int bound = Math.max(1, typed.length() / 3);
        List<Near> near = new ArrayList<>();
        for (String word : words) {
            if (Math.abs(word.length() - typed.length()) > bound) {
                continue;
            }
            int distance = distance(typed, word);
            if (distance <= bound) {
                near.add(new Near(word, distance));
            }
        }
        near.sort(Comparator.comparingInt(Near::distance));
        return near.stream().limit(most).map(Near::word).toList();
    }

    /** Returns the optimal string alignment distance of two words. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
