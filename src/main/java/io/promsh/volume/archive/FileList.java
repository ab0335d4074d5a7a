package io.promsh.volume.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Lines as {@code sha256sum} writes and checks them, so that an unpacked backup can be checked without promsh. */
final class FileList {
    private FileList() {}

    static String line(String path, byte[] digest) {
        String escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return (escaped.equals(path) ? "" : "\\") + HexFormat.of().formatHex(digest) + "  " + escaped + "\n";
    }

    /** Returns the path of a line. */
    static String path(String line) {
        boolean isEscaped = line.startsWith("\\");
        int begin = 64 + 2 + (isEscaped ? 1 : 0);
        if (line.length() <= begin) {
            return line;
        }
        String path = line.substring(begin);
        if (!isEscaped) {
            return path;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char next = path.charAt(i);
            if (next == '\\' && i + 1 < path.length()) {
                char code = path.charAt(++i);
                plain.append(code == 'n' ? '\n' : code == 'r' ? '\r' : code);
            } else {
                plain.append(next);
            }
        }
        return plain.toString();
    }

    /** Returns the checksum of a line. */
    static String digest(String line) {
        String hex = line.startsWith("\\") ? line.substring(1) : line;
        return hex.substring(0, Math.min(64, hex.length()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
