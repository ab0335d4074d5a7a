package io.promsh.audit.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsdbGlanceTest {
    @TempDir
    Path folder;

    @Test
    void tellsSizeBeginAndLastWrite() throws IOException {
        for (String block : new String[] {"01A", "01B"}) {
            Path meta = Files.createDirectories(folder.resolve(block)).resolve("meta.json");
            long start = block.equals("01A") ? 1754200000000L : 1754207200000L;
            Files.writeString(meta, "{\"ulid\": \"" + block + "\", \"minTime\": " + start + ", \"maxTime\": 0}");
            Files.setLastModifiedTime(meta, FileTime.from(Instant.parse("2025-08-03T10:00:00Z")));
        }
        Path log = Files.createDirectories(folder.resolve("wal")).resolve("00000000");
        Files.write(log, new byte[1000]);
        Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2025-08-03T18:00:00Z")));
        TsdbGlance glance = TsdbGlance.at(folder).orElseThrow();
        assertEquals(Instant.ofEpochMilli(1754200000000L), glance.start().orElseThrow());
        assertEquals(Instant.parse("2025-08-03T18:00:00Z"), glance.end().orElseThrow());
        assertTrue(glance.bytes() > 1000);
    }

    @Test
    void cannotLookWhereNothingIs() {
        assertTrue(TsdbGlance.at(folder.resolve("none")).isEmpty());
    }
}
