package io.promsh.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Tells what a file is by how it begins. */
final class FileHead {
    private static final int LOOK = 1 << 16;
    private static final int TAR_MAGIC = 257;
    /** Seconds beyond this lie after the year 5138: milliseconds. */
    private static final double MILLISECONDS_FROM = 1e11;

    private FileHead() {}

    static SourceKind kindOf(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Packed.unpack(Files.newInputStream(file))) {
            head = in.readNBytes(LOOK);
        }
        boolean isTar = head.length > TAR_MAGIC + 5 && new String(head, TAR_MAGIC, 5, US_ASCII).equals("ustar");
        if (isTar) {
            return SourceKind.ARCHIVE;
        }
        String text = new String(head, ISO_8859_1);
        if (looksLikeJson(text)) {
            return SourceKind.JSON;
        }
        int end = text.indexOf('\n');
        String first = (end < 0 ? text : text.substring(0, end)).strip().replace("\"", "");
        if (Arrays.asList(first.split(",", -1)).contains("timestamp")
                || first.startsWith("\u00EF\u00BB\u00BFtimestamp,")) {
            return SourceKind.CSV;
        }
        return dialect(file, text);
    }

    /** A brace also begins a sample whose name is quoted: there no colon follows the first text. */
    private static boolean looksLikeJson(String text) {
        String trimmed = text.stripLeading();
        if (trimmed.startsWith("[")) {
            return true;
        }
        if (!trimmed.startsWith("{")) {
            return false;
        }
        int open = trimmed.indexOf('"');
        int close = trimmed.indexOf('"', open + 1);
        boolean isEmptyObject = trimmed.substring(1).stripLeading().startsWith("}");
        return isEmptyObject
                || (open > 0
                        && close > open
                        && trimmed.substring(1, open).isBlank()
                        && trimmed.substring(close + 1).stripLeading().startsWith(":"));
    }

    /** The timestamps tell the two text formats apart: seconds or milliseconds. Without any, the end mark does. */
    private static SourceKind dialect(Path file, String text) throws IOException {
        if (text.contains("\n# EOF") || text.startsWith("# EOF") || text.contains("\n# UNIT ")) {
            return SourceKind.OPENMETRICS;
        }
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            String line = lines[i].strip();
            int series = line.lastIndexOf('}');
            String[] words = line.substring(series + 1).strip().split("[ \t]+", -1);
            boolean isDated = !line.isEmpty() && line.charAt(0) != '#' && words.length == (series < 0 ? 3 : 2);
            String time = words[words.length - 1];
            if (isDated && time.matches("-?[0-9]+(\\.[0-9]*)?")) {
                boolean isSeconds = time.indexOf('.') >= 0 || Math.abs(Double.parseDouble(time)) < MILLISECONDS_FROM;
                return isSeconds ? SourceKind.OPENMETRICS : SourceKind.TEXT;
            }
        }
        String name = file.getFileName() + "";
        boolean isNamed = name.contains(".om") || name.contains(".openmetrics");
        return isNamed || tail(file).strip().endsWith("# EOF") ? SourceKind.OPENMETRICS : SourceKind.TEXT;
    }

    private static String tail(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - 16);
            byte[] tail = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(tail);
            return new String(tail, ISO_8859_1);
        }
    }
}
