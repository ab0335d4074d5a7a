package io.promsh.volume.archive;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Follows the frames of a tar as its bytes pass. It knows whether the archive's end was reached, which an engine that fails half
 * way, or a cut file, does not send; and it refuses headers so large that reading them alone would fill the memory.
 */
public final class TarGuard extends FilterInputStream {
    private static final int BLOCK = 512;
    private static final int TYPE_AT = 156;
    private static final int SIZE_AT = 124;
    private static final int SIZE_END = 136;
    private static final int HEADER_LIMIT_BYTES = 1 << 20;

    private final byte[] header = new byte[BLOCK];
    private final ByteArrayOutputStream extension = new ByteArrayOutputStream();
    private int have;
    private long content;
    private long padding;
    private boolean inExtension;
    private long nextSize = -1;
    private int emptyBlocks;
    private boolean any;

    /** Watches {@code in}. */
    public TarGuard(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            follow(bytes, offset, count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] passed = new byte[(int) Math.min(count, 64 * 1024)];
        long left = count;
        while (left > 0) {
            int got = read(passed, 0, (int) Math.min(passed.length, left));
            if (got < 0) {
                break;
            }
            left -= got;
        }
        return count - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void follow(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end && emptyBlocks < 2) {
            if (content > 0) {
                int count = (int) Math.min(content, end - at);
                if (inExtension) {
                    extension.write(bytes, at, count);
                }
                content -= count;
                at += count;
                if (content == 0 && inExtension) {
                    endExtension();
                }
            } else if (padding > 0) {
                int count = (int) Math.min(padding, end - at);
                padding -= count;
                at += count;
            } else {
                int count = Math.min(BLOCK - have, end - at);
                System.arraycopy(bytes, at, header, have, count);
                have += count;
                at += count;
                if (have == BLOCK) {
                    have = 0;
                    begin();
                }
            }
        }
    }

    private void begin() throws IOException {
        if (isEmpty()) {
            emptyBlocks++;
            return;
        }
        emptyBlocks = 0;
        any = true;
        byte type = header[TYPE_AT];
        boolean isExtension = type == 'x' || type == 'X' || type == 'g' || type == 'L' || type == 'K';
        long size = size();
        if (!isExtension && nextSize >= 0) {
            size = nextSize;
        }
        if (isExtension && size > HEADER_LIMIT_BYTES) {
            throw new HostileArchive("a header of " + size + " bytes");
        }
        if (type >= '1' && type <= '6' && size > 0) {
            throw new HostileArchive("a link, device or folder with content");
        }
        nextSize = isExtension ? nextSize : -1;
        inExtension = type == 'x' || type == 'X';
        content = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }

    private boolean isEmpty() {
        for (byte one : header) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads the size: octal digits, or binary where the first bit is set. */
    private long size() throws IOException {
        long size = 0;
        if ((header[SIZE_AT] & 0x80) != 0) {
            for (int i = SIZE_AT; i < SIZE_END; i++) {
                int bits = i == SIZE_AT ? header[i] & 0x7f : header[i] & 0xff;
                size = size << 8 | bits;
                if (size < 0 || size > Long.MAX_VALUE >> 9) {
                    throw new HostileArchive("a file of more bytes than there can be");
                }
            }
            return size;
        }
        for (int i = SIZE_AT; i < SIZE_END; i++) {
            int digit = header[i] - '0';
            if (digit >= 0 && digit <= 7) {
                size = size << 3 | digit;
            } else if (header[i] != ' ' && header[i] != 0) {
                throw new HostileArchive("a size that is no number");
            }
        }
        return size;
    }

    /** An extension may give the next file a size that the header has no room for. */
    private void endExtension() {
        String text = extension.toString(StandardCharsets.ISO_8859_1);
        extension.reset();
        inExtension = false;
        for (String line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            if (space > 0 && line.startsWith("size=", space + 1)) {
                String digits = line.substring(space + 6);
                nextSize = digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : nextSize;
            }
        }
    }

    /** Returns whether the archive had anything in it. */
    public boolean hasEntries() {
        return any;
    }

    /** Throws where the stream has ended before the archive. */
    public void checkEnd() throws IOException {
        if (emptyBlocks < 2) {
            throw new IOException("the archive breaks off");
        }
    }
}
