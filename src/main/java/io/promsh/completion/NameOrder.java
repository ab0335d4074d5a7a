package io.promsh.completion;

/** The order of names: their UTF-8 bytes without regard to ASCII case; names that differ in case alone, by their bytes. */
final class NameOrder {
    private NameOrder() {}

    static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        int both = Math.min(aTo - aFrom, bTo - bFrom);
        int tie = 0;
        for (int i = 0; i < both; i++) {
            byte x = a[aFrom + i];
            byte y = b[bFrom + i];
            if (x != y) {
                int order = (Letters.lower(x) & 0xff) - (Letters.lower(y) & 0xff);
                if (order != 0) {
                    return order;
                }
                tie = tie == 0 ? x - y : tie;
            }
        }
        int order = (aTo - aFrom) - (bTo - bFrom);
        return order != 0 ? order : tie;
    }

    /** The same order for strings. */
    static int compare(String a, String b) {
        int both = Math.min(a.length(), b.length());
        int tie = 0;
        for (int i = 0; i < both; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                int order = weight(x) - weight(y);
                if (order != 0) {
                    return order;
                }
                tie = tie == 0 ? x - y : tie;
            }
        }
        int order = a.length() - b.length();
        return order != 0 ? order : tie;
    }

    /** In UTF-8 what takes two UTF-16 units sorts behind everything that takes one. */
    private static int weight(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c + 32;
        }
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    /** Compares a name's beginning with a query that is in lower case: 0 when the name begins with it in any case. */
    static int comparePrefix(byte[] name, int from, int to, byte[] prefix) {
        int both = Math.min(to - from, prefix.length);
        for (int i = 0; i < both; i++) {
            int order = (Letters.lower(name[from + i]) & 0xff) - (Letters.lower(prefix[i]) & 0xff);
            if (order != 0) {
                return order;
            }
        }
        return to - from < prefix.length ? -1 : 0;
    }
}
