package io.promsh.fetch;

import io.promsh.config.TargetSpec;
import io.promsh.model.TimeRange;
import io.promsh.target.prometheus.HttpPrometheus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A process of its own that fetches into a folder, to be killed: ADDRESS FOLDER START END. */
public final class FetchProcess {
    private FetchProcess() {}

    public static void main(String[] arguments) {
        try (HttpPrometheus target = HttpPrometheus.open(TargetSpec.open("real", arguments[0]))) {
            FetchOptions options = new FetchOptions(
                    new Bounds(1_000_000, 800),
                    Duration.ofSeconds(30),
                    10,
                    tried -> Duration.ofMillis(5),
                    LimitStore.NONE);
            TimeRange window = new TimeRange(Instant.parse(arguments[2]), Instant.parse(arguments[3]));
            new RawFetch(target, options, Progress.NONE).fetch(List.of("lane"), window, Path.of(arguments[1]));
        }
    }
}
