package io.promsh.volume.archive;

import java.io.IOException;
import java.io.OutputStream;

/** How a backup is packed. */
public enum Packing {
    /** In the form of gzip, but not packed. */
    STORED(".tar.gz"),
    /** With gzip at its fastest; see {@link GzipMembers}. */
    GZIP(".tar.gz"),
    /** With zstd at its fastest: by the program of that name, as tar does it. */
    ZSTD(".tar.zst");

    private final String suffix;

    Packing(String suffix) {
        this.suffix = suffix;
    }

    /** Returns how the names of such files end. */
    public String suffix() {
        return suffix;
    }

    /** Throws FAILED where this machine cannot pack so. */
    public void check() {
        if (this == ZSTD) {
            ZstdProgram.check();
        }
    }

    PackedStream onto(OutputStream out, int threads) throws IOException {
        return switch (this) {
            case STORED -> new GzipMembers(out, true, threads);
            case GZIP -> new GzipMembers(out, false, threads);
            case ZSTD -> new ZstdPacking(out);
        };
    }
}
