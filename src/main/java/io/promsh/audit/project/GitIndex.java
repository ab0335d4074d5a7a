package io.promsh.audit.project;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the paths of a git index: versions 2 to 4, SHA-1 and SHA-256. */
final class GitIndex {
    private static final int HEADER = 12;
    private static final int BEFORE_HASH = 40;

    private GitIndex() {}

    /** Returns the paths. Throws IllegalArgumentException when it is no index that can be read. */
    static Set<String> paths(byte[] index) {
        if (index.length < HEADER || !new String(index, 0, 4, StandardCharsets.US_ASCII).equals("DIRC")) {
            throw new IllegalArgumentException("no git index");
        }
        // The file does not say which hash it uses; with the wrong one the entries do not add up.
        try {
            return paths(index, 20);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return withOtherHash(index);
        }
    }

    private static Set<String> withOtherHash(byte[] index) {
        try {
            return paths(index, 32);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no git index", e);
        }
    }

    private static Set<String> paths(byte[] index, int hash) {
        int version = number(index, 4);
        int count = number(index, 8);
        if (version < 2 || version > 4) {
            throw new IllegalArgumentException("version " + version);
        }
        Set<String> paths = new LinkedHashSet<>();
        int at = HEADER;
        String before = "";
        for (int i = 0; i < count; i++) {
            int flags = (index[at + BEFORE_HASH + hash] & 0xff) << 8 | (index[at + BEFORE_HASH + hash + 1] & 0xff);
            boolean isExtended = version >= 3 && (flags & 0x4000) != 0;
            int name = at + BEFORE_HASH + hash + 2 + (isExtended ? 2 : 0);
            String path;
            if (version == 4) {
                int[] strip = varint(index, name);
                int end = end(index, strip[1]);
                path = before.substring(0, before.length() - strip[0]) + text(index, strip[1], end);
                at = end + 1;
            } else {
                int end = end(index, name);
                path = text(index, name, end);
                if ((flags & 0xfff) != Math.min(0xfff, end - name)) {
                    throw new IllegalArgumentException("a name's length is not what its flags say");
                }
                at += (end - at + 8) / 8 * 8;
            }
            paths.add(path);
            before = path;
        }
        return paths;
    }

    private static int number(byte[] index, int at) {
        return (index[at] & 0xff) << 24
                | (index[at + 1] & 0xff) << 16
                | (index[at + 2] & 0xff) << 8
                | (index[at + 3] & 0xff);
    }

    private static int end(byte[] index, int from) {
        int at = from;
        while (index[at] != 0) {
            at++;
        }
        return at;
    }

    private static String text(byte[] index, int from, int to) {
        return new String(index, from, to - from, StandardCharsets.UTF_8);
    }

    /** Returns the value and the index behind it. */
    private static int[] varint(byte[] index, int from) {
        int at = from;
        int value = index[at] & 0x7f;
        while ((index[at] & 0x80) != 0) {
            at++;
            value = (value + 1) << 7 | (index[at] & 0x7f);
        }
        return new int[] {value, at + 1};
    }
}
