package io.promsh.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks a tar stream (POSIX ustar and pax, GNU long names): files and folders; links and devices are left out. */
final class TarFile {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 1 << 20;

    private final InputStream in;
    private final Path folder;
    private String longName = "";

    private TarFile(InputStream in, Path folder) {
        this.in = in;
        this.folder = folder;
    }

    /** Unpacks into a new folder below {@code parent} and returns it. Throws an exception for a stream that is cut or no tar. */
    static Path unpack(InputStream in, Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, "archive");
        TarFile tar = new TarFile(in, folder);
        while (tar.entry()) {
            // Goes on until the end mark.
        }
        // The rest is read too, so that a gzip stream checks its sum.
        in.transferTo(OutputStream.nullOutputStream());
        return folder;
    }

    private boolean entry() throws IOException {
        byte[] head = in.readNBytes(BLOCK);
        if (head.length < BLOCK) {
            throw new EOFException("the archive is cut off: its end mark is missing");
        }
        if (isZero(head)) {
            return false;
        }
        if (number(head, 148, 8) != sum(head)) {
            throw new IOException("the archive is damaged: the checksum of an entry's head is wrong");
        }
        long size = number(head, 124, 12);
        char type = (char) head[156];
        switch (type) {
            case 'L' -> longName = text(content(size));
            case 'x' -> longName = paxPath(content(size));
            case '0', '\0', '7' -> file(name(head), size);
            case '5' -> Files.createDirectories(place(name(head)));
            default -> in.skipNBytes(padded(size));
        }
        return true;
    }

    private void file(String name, long size) throws IOException {
        Path place = place(name);
        Path parent = place.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(place)) {
            long left = size;
            while (left > 0) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (read == 0) {
                    throw new EOFException("the archive is cut off within " + name);
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        in.skipNBytes(padded(size) - size);
    }

    /** Never outside the folder, whatever the archive says. */
    private Path place(String name) throws IOException {
        Path place = folder.resolve(name.replaceFirst("^/+", "")).normalize();
        if (!place.startsWith(folder)) {
            throw new IOException("the archive names a place outside itself: " + name);
        }
        return place;
    }

    private String name(byte[] head) {
        if (!longName.isEmpty()) {
            String name = longName;
            longName = "";
            return name;
        }
        String name = text(head, 0, 100);
        boolean isPosix = text(head, 257, 6).equals("ustar") && head[262] == 0;
        String prefix = isPosix ? text(head, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private byte[] content(long size) throws IOException {
        if (size > LONGEST_NAME) {
            throw new IOException("the archive is damaged: a name of " + size + " bytes");
        }
        byte[] bytes = in.readNBytes((int) size);
        in.skipNBytes(padded(size) - size);
        return bytes;
    }

    private String paxPath(byte[] records) {
        String text = new String(records, UTF_8);
        int at = 0;
        String path = longName;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String record = text.substring(at, end < 0 ? text.length() : end);
            int path1 = record.indexOf(" path=");
            if (path1 > 0) {
                path = record.substring(path1 + 6);
            }
            at = end < 0 ? text.length() : end + 1;
        }
        return path;
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static boolean isZero(byte[] head) {
        for (byte b : head) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static long sum(byte[] head) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : head[i] & 0xFF;
        }
        return sum;
    }

    /** Octal digits, or a binary number where the first bit is set. */
    static long number(byte[] head, int from, int length) {
        long number = 0;
        if ((head[from] & 0x80) != 0) {
            for (int i = from + 1; i < from + length; i++) {
                number = (number << 8) | (head[i] & 0xFF);
            }
            return number;
        }
        for (int i = from; i < from + length; i++) {
            if (head[i] >= '0' && head[i] <= '7') {
                number = 8 * number + head[i] - '0';
            } else if (number > 0 || head[i] == 0) {
                break;
            }
        }
        return number;
    }

    private static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, UTF_8);
    }
}
