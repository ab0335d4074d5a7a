package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.export.Export;
import io.promsh.export.ExportFormat;
import io.promsh.export.ExportRequest;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.LimitStore;
import io.promsh.fetch.Progress;
import io.promsh.model.TimeRange;
import io.promsh.target.prometheus.HttpPrometheus;
import io.promsh.testing.Fault;
import io.promsh.testing.FaultProxy;
import io.promsh.testing.RealPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that is killed half way through an export, and starts again on the same data, or does not. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class ExportRestartIT {
    private static final String READ = "/api/v1/read";
    private static final Instant START = Instant.parse("2025-08-03T17:00:00Z");
    private static final String SELECTOR = "{__name__=~\".+\"}";

    @TempDir
    Path home;

    private PromshRun.Result export(String address, String name) {
        String line =
                "export " + SELECTOR + " --start " + START + " --end 2025-08-03T19:00:00Z --format json,csv --out ";
        return new PromshRun(home).run("--target", address, "-c", line + home.resolve(name));
    }

    @Test
    void goesOnByItselfWhenTheServerIsThereAgain() throws IOException {
        try (RealPrometheus server = RealPrometheus.start(OddSamples.openMetrics());
                FaultProxy proxy = FaultProxy.before(server.address())) {
            export(server.address(), "calm").exits(0);
            proxy.on(READ, 5, Fault.none().after(server::kill));
            proxy.on(READ, 7, Fault.none().after(server::startAgain));
            export(proxy.address(), "restarted").exits(0);
            assertEquals(ExportIT.content(home.resolve("calm")), ExportIT.content(home.resolve("restarted")));
            assertEquals(2, proxy.faults(), "it was killed and started");
        }
    }

    @Test
    void stopsClearlyWhenItStaysAwayAndGoesOnLater() throws IOException {
        try (RealPrometheus server = RealPrometheus.start(OddSamples.openMetrics());
                FaultProxy proxy = FaultProxy.before(server.address())) {
            export(server.address(), "calm").exits(0);
            Map<String, String> calm = ExportIT.content(home.resolve("calm"));
            proxy.on(READ, 5, Fault.none().after(server::kill));
            Path folder = home.resolve("stopped");
            Failure failure = assertThrows(Failure.class, () -> impatiently(proxy.address(), folder));
            assertEquals(FailureKind.UNREACHABLE, failure.kind());
            assertTrue(failure.hint().endsWith("what was fetched stays: the same line again goes on"), failure::hint);
            assertFalse(Files.exists(folder.resolve("manifest.json")));
            // Where nobody is, the next run says so at once, and harms nothing.
            export(server.address(), "nobody").exits(4);
            server.startAgain();
            int before = proxy.seen().size();
            export(proxy.address(), "stopped").exits(0);
            assertEquals(calm, ExportIT.content(folder));
            long again = proxy.seen().stream()
                    .skip(before)
                    .filter(one -> one.contains(READ))
                    .count();
            assertTrue(again < reads(calm), again + " reads: what was there is not fetched again");
        }
    }

    /** Each of the metrics is a read of its own. */
    private static long reads(Map<String, String> content) {
        return content.keySet().stream().filter(name -> name.endsWith(".json")).count() - 1;
    }

    /** As the line does it, for somebody who does not wait half a minute. */
    private static void impatiently(String address, Path folder) {
        FetchOptions options =
                FetchOptions.of(Duration.ofSeconds(60), LimitStore.NONE).withPatience(2, tried -> Duration.ofMillis(1));
        TimeRange window = new TimeRange(START, START.plus(Duration.ofHours(2)));
        ExportRequest request = new ExportRequest(
                folder,
                List.of(SELECTOR),
                window,
                true,
                true,
                ExportFormat.parse("json,csv"),
                Optional.empty(),
                Duration.ZERO,
                List.of());
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (HttpPrometheus target = HttpPrometheus.open(TargetSpec.open(address, address))) {
            new Export(target, options, Progress.NONE, executor).run(request);
        } finally {
            executor.shutdown();
        }
    }
}
