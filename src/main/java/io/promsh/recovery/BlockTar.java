package io.promsh.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A block as a tar stream (POSIX ustar): its names are short and plain, its files smaller than 8 GiB. */
final class BlockTar {
    private static final int RECORD = 512;

    private BlockTar() {}

    static void write(Path block, String name, int user, int group, OutputStream out) throws IOException {
        List<Path> all;
        try (Stream<Path> walked = Files.walk(block)) {
            all = walked.sorted().toList();
        }
        for (Path path : all) {
            boolean isFolder = Files.isDirectory(path);
            String relative = block.relativize(path).toString();
            String entry = (relative.isEmpty() ? name : name + "/" + relative) + (isFolder ? "/" : "");
            long size = isFolder ? 0 : Files.size(path);
            out.write(header(entry, isFolder, size, user, group));
            if (!isFolder) {
                Files.copy(path, out);
                out.write(new byte[(int) ((RECORD - size % RECORD) % RECORD)]);
            }
        }
        out.write(new byte[2 * RECORD]);
    }

    private static byte[] header(String name, boolean isFolder, long size, int user, int group) {
        byte[] header = new byte[RECORD];
        text(header, 0, name);
        text(header, 100, isFolder ? "0000755" : "0000644");
        text(header, 108, octal(user, 7));
        text(header, 116, octal(group, 7));
        text(header, 124, octal(size, 11));
        text(header, 136, octal(0, 11));
        text(header, 148, "        ");
        text(header, 156, isFolder ? "5" : "0");
        text(header, 257, "ustar");
        text(header, 263, "00");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xFF;
        }
        text(header, 148, octal(sum, 6) + "\0 ");
        return header;
    }

    private static String octal(long value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", value);
    }

    private static void text(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
