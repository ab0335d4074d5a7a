package io.promsh.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Writes a tar stream (POSIX ustar) of short names, all of one owner. */
final class TarStream {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;

    private final OutputStream out;
    private final Owner owner;
    private final Instant modified;

    /** Whom the files belong to, by number. */
    record Owner(long user, long group) {
        /** Reads it from the head of a tar stream's first entry. */
        static Owner ofFirst(InputStream tar) throws IOException {
            byte[] head = tar.readNBytes(BLOCK);
            if (head.length < BLOCK) {
                throw new IOException("the folder's archive is empty");
            }
            return new Owner(TarFile.number(head, 108, 8), TarFile.number(head, 116, 8));
        }
    }

    TarStream(OutputStream out, Owner owner, Instant modified) {
        this.out = out;
        this.owner = owner;
        this.modified = modified;
    }

    void folder(String name) throws IOException {
        head(name + "/", '5', 0755, 0);
    }

    void file(String name, Path content) throws IOException {
        long size = Files.size(content);
        head(name, '0', 0644, size);
        try (InputStream in = Files.newInputStream(content)) {
            in.transferTo(out);
        }
        out.write(new byte[(int) (BLOCK - 1 - (size + BLOCK - 1) % BLOCK)]);
    }

    /** Writes the end mark. */
    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    private void head(String name, char type, int mode, long size) throws IOException {
        byte[] bytes = name.getBytes(US_ASCII);
        if (bytes.length > LONGEST_NAME) {
            throw new IOException("the name is too long for the archive: " + name);
        }
        byte[] head = new byte[BLOCK];
        System.arraycopy(bytes, 0, head, 0, bytes.length);
        octal(head, 100, 8, mode);
        octal(head, 108, 8, owner.user);
        octal(head, 116, 8, owner.group);
        octal(head, 124, 12, size);
        octal(head, 136, 12, modified.getEpochSecond());
        head[156] = (byte) type;
        System.arraycopy("ustar\0".getBytes(US_ASCII), 0, head, 257, 6);
        head[263] = '0';
        head[264] = '0';
        System.arraycopy("        ".getBytes(US_ASCII), 0, head, 148, 8);
        long sum = 0;
        for (byte b : head) {
            sum += b & 0xFF;
        }
        octal(head, 148, 7, sum);
        out.write(head);
    }

    /** Digits that end in a zero byte; files of 8 GiB and more, which no part of a block is, do not fit. */
    private static void octal(byte[] head, int from, int length, long number) throws IOException {
        String digits = Long.toOctalString(number);
        int room = length - 1;
        if (digits.length() > room) {
            throw new IOException("the number " + number + " is too large for the archive");
        }
        for (int i = 0; i < room; i++) {
            int digit = i - (room - digits.length());
            head[from + i] = (byte) (digit < 0 ? '0' : digits.charAt(digit));
        }
        head[from + room] = 0;
    }
}
