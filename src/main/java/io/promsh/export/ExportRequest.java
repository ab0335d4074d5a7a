package io.promsh.export;

import io.promsh.model.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be exported.
 *
 * @param folder where the files go
 * @param selectors PromQL selectors
 * @param window half-open for stored samples; evaluated at both ends
 * @param isWindowFixed whether the user gave both ends: otherwise an export that goes on keeps the window it began with
 * @param step for evaluated points, or empty for stored samples
 * @param unresolved what a dashboard uses that stays unknown, in words
 */
public record ExportRequest(
        Path folder,
        List<String> selectors,
        TimeRange window,
        boolean isWindowFixed,
        Set<ExportFormat> formats,
        Optional<Duration> step,
        List<String> unresolved) {
    public ExportRequest {
        selectors = List.copyOf(selectors);
        formats = Set.copyOf(formats);
        unresolved = List.copyOf(unresolved);
    }
}
