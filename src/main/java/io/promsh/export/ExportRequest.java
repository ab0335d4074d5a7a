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
 * @param isStartFixed whether the start stays the same whenever the line is run; an export that goes on keeps the one it began with
 * @param isEndFixed the same of the end
 * @param step for evaluated points, or empty for stored samples
 * @param lookback how far before the window a dashboard's panels look; zero where none does
 * @param unresolved what a dashboard uses that stays unknown, in words
 */
public record ExportRequest(
        Path folder,
        List<String> selectors,
        TimeRange window,
        boolean isStartFixed,
        boolean isEndFixed,
        Set<ExportFormat> formats,
        Optional<Duration> step,
        Duration lookback,
        List<String> unresolved) {
    public ExportRequest {
        selectors = List.copyOf(selectors);
        formats = Set.copyOf(formats);
        unresolved = List.copyOf(unresolved);
    }
}
