package io.promsh.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A file of an export beside what its manifest says.
 *
 * @param detail what is wrong; empty when nothing is
 */
public record FileCheck(ExportedFile file, String detail) {
    /** Reads every file of an export and compares size and checksum. */
    public static List<FileCheck> of(Path folder, Manifest manifest) {
        List<FileCheck> checks = new ArrayList<>();
        for (ExportedFile file : manifest.files()) {
            checks.add(new FileCheck(file, wrong(folder, file)));
        }
        return checks;
    }

    /** Returns whether the file is what it was. */
    public boolean isGood() {
        return detail.isEmpty();
    }

    private static String wrong(Path folder, ExportedFile file) {
        // A manifest may come from anywhere; its files lie beside it.
        boolean isInside =
                Path.of(file.name()).getNameCount() == 1 && !file.name().startsWith(".");
        if (!isInside) {
            return "is no name of a file in the folder";
        }
        Path path = folder.resolve(file.name());
        try {
            if (!Files.isRegularFile(path)) {
                return "is missing";
            }
            long size = Files.size(path);
            if (size != file.bytes()) {
                return "has " + size + " bytes, not " + file.bytes();
            }
            return sha256(path).equals(file.sha256()) ? "" : "has changed: its checksum is another";
        } catch (IOException e) {
            return "cannot be read: " + e.getMessage();
        }
    }

    private static String sha256(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
