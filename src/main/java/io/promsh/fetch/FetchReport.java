package io.promsh.fetch;

import io.promsh.target.RawMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a long read.
 *
 * @param method how most of it was read; by range selector no stale marker comes
 * @param samples of both kinds, those of parts that were there before included
 * @param bytes of the answers, as read
 * @param parts how many answers that took
 * @param warnings of the servers and of the read, each once
 * @param partial whether the server says that something is missing
 */
public record FetchReport(
        RawMethod method,
        long samples,
        long bytes,
        int parts,
        List<String> warnings,
        List<String> infos,
        boolean partial,
        Duration elapsed) {
    public FetchReport {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }

    /** Returns the report of this read and another one after it. */
    public FetchReport plus(FetchReport other) {
        List<String> allWarnings = new ArrayList<>(warnings);
        other.warnings.stream().filter(one -> !warnings.contains(one)).forEach(allWarnings::add);
        List<String> allInfos = new ArrayList<>(infos);
        other.infos.stream().filter(one -> !infos.contains(one)).forEach(allInfos::add);
        return new FetchReport(
                method,
                samples + other.samples,
                bytes + other.bytes,
                parts + other.parts,
                allWarnings,
                allInfos,
                partial || other.partial,
                elapsed.plus(other.elapsed));
    }
}
