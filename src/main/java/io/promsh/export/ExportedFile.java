package io.promsh.export;

/**
 * A file of an export.
 *
 * @param name within the export's folder
 * @param samples in the file, of both kinds
 * @param sha256 in hexadecimal
 */
public record ExportedFile(
        String name, String metric, String format, long series, long samples, long bytes, String sha256, Loss lost) {}
