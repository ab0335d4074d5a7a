package io.promsh.volume.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The checksums of what is in an archive, compared with the list that comes after it. */
public final class Checksums {
    /** More than these are counted into the list's own checksum only: memory is bounded. */
    private static final int MOST_REMEMBERED = 200_000;

    private static final int MOST_NAMED = 10;
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Map<String, String> seen = new HashMap<>();
    private final MessageDigest computedList = FileList.sha256();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final List<String> problems = new ArrayList<>();
    private String storedListSha256 = "";
    private boolean isListThere;
    private boolean all = true;

    /** The content of a file, digested and counted as it is read. */
    public final class Digesting extends FilterInputStream {
        private final MessageDigest digest = FileList.sha256();
        private long count;

        private Digesting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = in.read(bytes, offset, length);
            if (got > 0) {
                digest.update(bytes, offset, got);
                count += got;
            }
            return got;
        }

        @Override
        public long skip(long wanted) throws IOException {
            return readNBytes((int) Math.min(wanted, BUFFER_BYTES)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() {
            // The archive goes on.
        }

        /** Returns the checksum of what was read, in hexadecimal digits; once only. */
        public String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }

        /** Reads what is left and returns the bytes of the whole file. */
        public long drain() throws IOException {
            while (read(buffer, 0, buffer.length) >= 0) {
                // Digested on the way.
            }
            return count;
        }
    }

    /** Returns {@code content}, digested as it is read. */
    public Digesting digesting(InputStream content) {
        return new Digesting(content);
    }

    /** Takes the checksum of a file that was read to its end. */
    public void saw(String path, Digesting content) {
        byte[] digest = content.digest.digest();
        computedList.update(FileList.line(path, digest).getBytes(UTF_8));
        if (seen.size() < MOST_REMEMBERED) {
            seen.put(path, HexFormat.of().formatHex(digest));
        } else {
            all = false;
        }
    }

    /** Reads the list and notes where it differs. */
    public void compare(InputStream list) throws IOException {
        isListThere = true;
        MessageDigest digest = FileList.sha256();
        BufferedReader lines = new BufferedReader(new InputStreamReader(new DigestInputStream(list, digest), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String path = FileList.path(line);
            String there = seen.remove(path);
            if (there == null && all) {
                problem(path + " is missing");
            } else if (there != null && !there.equals(FileList.digest(line))) {
                problem(path + " differs from its checksum");
            }
        }
        storedListSha256 = HexFormat.of().formatHex(digest.digest());
    }

    private void problem(String sentence) {
        if (problems.size() < MOST_NAMED) {
            problems.add(sentence);
        } else if (problems.size() == MOST_NAMED) {
            problems.add("and more");
        }
    }

    /** Returns what is wrong, given the list's checksum from the manifest. */
    public List<String> problems(String listSha256) {
        if (!isListThere) {
            problem("the list of checksums is missing");
        } else if (!storedListSha256.equals(listSha256)) {
            problem("the list of checksums was changed");
        }
        seen.keySet().stream().limit(MOST_NAMED).forEach(path -> problem(path + " is not in the list of checksums"));
        String computed = HexFormat.of().formatHex(computedList.digest());
        if (problems.isEmpty() && !computed.equals(storedListSha256)) {
            problem("the files differ from the list of checksums");
        }
        return List.copyOf(problems);
    }
}
