package io.promsh.volume.rescue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What a block says of itself.
 *
 * @param ulid its folder
 * @param end the time before which all its samples lie
 * @param bytes the size of its files
 */
public record BlockMeta(String ulid, Instant start, Instant end, long samples, long bytes) {
    private static final String META = "/meta.json";

    /** Reads the blocks of a folder in a container, oldest first. */
    public static List<BlockMeta> in(DockerEngine engine, String container, String folder) {
        List<BlockMeta> blocks = new ArrayList<>();
        try (InputStream in = engine.readArchive(container, folder)) {
            TarArchiveInputStream tar = new TarArchiveInputStream(in);
            java.util.Map<String, Long> sizes = new java.util.HashMap<>();
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                String ulid = name.replaceFirst("/.*", "");
                sizes.merge(ulid, entry.isFile() ? entry.getSize() : 0, Long::sum);
                if (name.equals(ulid + META)) {
                    blocks.add(read(ulid, new String(tar.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
                }
            }
            blocks.replaceAll(block -> new BlockMeta(
                    block.ulid, block.start, block.end, block.samples, sizes.getOrDefault(block.ulid, 0L)));
        } catch (IOException e) {
            throw Failure.failed("the blocks cannot be read: " + e.getMessage(), "try it again")
                    .withCause(e);
        }
        blocks.sort(Comparator.comparing(BlockMeta::start));
        return blocks;
    }

    /** Reads a block's {@code meta.json}. */
    static BlockMeta read(String ulid, String json) throws IOException {
        JsonNode meta = JsonMapper.builder().build().readTree(json);
        if (meta == null || !meta.has("minTime") || !meta.has("maxTime")) {
            throw new IOException(ulid + META + " has no times");
        }
        return new BlockMeta(
                ulid,
                Instant.ofEpochMilli(meta.path("minTime").asLong()),
                Instant.ofEpochMilli(meta.path("maxTime").asLong()),
                meta.path("stats").path("numSamples").asLong(),
                0);
    }
}
