package io.promsh.tsdb;

import io.promsh.model.Labels;
import java.util.Arrays;
import java.util.Comparator;

/** The order of the storage formats: by the bytes of UTF-8, which is the order of code points and not that of UTF-16 units. */
final class CodePointOrder {
    static final Comparator<String> STRINGS = CodePointOrder::compare;
    static final Comparator<Labels> LABELS = CodePointOrder::compare;

    private CodePointOrder() {}

    static int compare(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for code points above all others. */
    private static char rank(char unit) {
        if (unit < Character.MIN_SURROGATE) {
            return unit;
        }
        return (char) (Character.isSurrogate(unit) ? unit + 0x2000 : unit - 0x800);
    }

    /** Compares label by label, name before value; of two that begin alike the shorter is first. */
    static int compare(Labels left, Labels right) {
        int shorter = Math.min(left.size(), right.size());
        for (int i = 0; i < shorter; i++) {
            int names = compare(left.name(i), right.name(i));
            if (names != 0) {
                return hasOtherOrder(left) || hasOtherOrder(right) ? compare(pairs(left), pairs(right)) : names;
            }
            int values = compare(left.value(i), right.value(i));
            if (values != 0) {
                return values;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Returns names and values in turn, sorted by name in this order: the labels themselves sort by UTF-16 units. */
    static String[] pairs(Labels labels) {
        String[] pairs = new String[2 * labels.size()];
        Integer[] order = new Integer[labels.size()];
        Arrays.setAll(order, i -> i);
        if (hasOtherOrder(labels)) {
            Arrays.sort(order, (a, b) -> compare(labels.name(a), labels.name(b)));
        }
        for (int i = 0; i < order.length; i++) {
            pairs[2 * i] = labels.name(order[i]);
            pairs[2 * i + 1] = labels.value(order[i]);
        }
        return pairs;
    }

    private static int compare(String[] left, String[] right) {
        return Arrays.compare(left, right, STRINGS);
    }

    /** Only names beyond the basic plane can sort otherwise than they do in {@link Labels}. */
    private static boolean hasOtherOrder(Labels labels) {
        for (int i = 0; i < labels.size(); i++) {
            if (labels.name(i).chars().anyMatch(unit -> Character.isSurrogate((char) unit))) {
                return true;
            }
        }
        return false;
    }
}
