package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.model.Values;
import io.promsh.target.RawMethod;
import io.promsh.target.prometheus.HttpPrometheus;
import io.promsh.testing.Fault;
import io.promsh.testing.FaultProxy;
import io.promsh.testing.RealPrometheus;
import io.promsh.testing.RemoteWrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long reads from a real Prometheus, straight and through a proxy that does everything wrong. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class RawFetchIT {
    private static final Instant START = Instant.parse("2025-08-03T00:00:00Z");
    private static final int SLOTS = 1920;
    private static final TimeRange WINDOW = new TimeRange(START, START.plusSeconds(15L * SLOTS));
    private static final FetchOptions OPTIONS = new FetchOptions(
            new Bounds(1_000_000, 800), Duration.ofSeconds(30), 60, tried -> Duration.ofMillis(2), LimitStore.NONE);
    private static final Labels WITH_HISTOGRAMS = Labels.of(Labels.METRIC_NAME, "wait", "job", "a");

    private static final Labels SAME_LABELS_AS_WAIT = Labels.of(Labels.METRIC_NAME, "idle", "job", "a");

    private static final List<Series> stored = new ArrayList<>();
    private static RealPrometheus server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = RealPrometheus.start("", "--web.enable-remote-write-receiver", "--enable-feature=native-histograms");
        for (int i = 0; i < 6; i++) {
            stored.add(series(i));
        }
        // All series side by side, or the later ones would be too old for a head that has moved on.
        for (int from = 0; from < SLOTS; from += 60) {
            RemoteWrite write = new RemoteWrite();
            for (Series series : stored) {
                write.add(piece(series, START.toEpochMilli() + 15_000L * from, 15_000L * 60));
            }
            Series lane = piece(stored.get(0), START.toEpochMilli() + 15_000L * from, 15_000L * 60);
            write.add(Series.of(SAME_LABELS_AS_WAIT, lane.timestampsMillis(), lane.values()));
            List<Long> times = LongStream.range(from, from + 60)
                    .map(slot -> START.toEpochMilli() + 15_000 * slot)
                    .boxed()
                    .toList();
            write.addHistograms(WITH_HISTOGRAMS, times, 3, from + 1, 2).to(server.address());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A hole of an hour, a reset, a stale marker at each hole's begin, payloads of NaN, infinities, minus zero, phases. */
    private static Series series(int number) {
        long phase = number % 2 == 0 ? 0 : 1234L * number;
        long[] times = new long[SLOTS];
        double[] values = new double[SLOTS];
        int size = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            boolean stale = slot == 600;
            if (slot > 600 && slot < 840) {
                continue;
            }
            times[size] = START.toEpochMilli() + 15_000L * slot + phase;
            values[size++] = stale ? Double.longBitsToDouble(Values.STALE_BITS) : value(slot % 1000, number);
        }
        return Series.of(
                Labels.of(Labels.METRIC_NAME, "lane", "job", "a", "n", "Spur " + number + " \u00fc\"\\"),
                Arrays.copyOf(times, size),
                Arrays.copyOf(values, size));
    }

    private static double value(int slot, int number) {
        return switch (slot) {
            case 10 -> Double.NaN;
            case 11 -> Double.POSITIVE_INFINITY;
            case 12 -> Double.NEGATIVE_INFINITY;
            case 13 -> -0.0;
            case 14 -> Double.MIN_VALUE;
            default -> slot * 0.1 + number;
        };
    }

    private static Series piece(Series series, long from, long length) {
        int first = lowest(series, from);
        int last = lowest(series, from + length);
        return Series.of(
                series.labels(),
                Arrays.copyOfRange(series.timestampsMillis(), first, last),
                Arrays.copyOfRange(series.values(), first, last));
    }

    private static int lowest(Series series, long time) {
        int at = Arrays.binarySearch(series.timestampsMillis(), time);
        return at < 0 ? -at - 1 : at;
    }

    private static void assertStored(Map<Labels, List<Series>> found, boolean withStale) {
        for (Series expected : stored) {
            List<Series> slices = found.getOrDefault(expected.labels(), List.of());
            LongStream.Builder times = LongStream.builder();
            LongStream.Builder bits = LongStream.builder();
            for (Series slice : slices) {
                LongStream.of(slice.timestampsMillis()).forEach(times);
                Arrays.stream(slice.values())
                        .mapToLong(Double::doubleToRawLongBits)
                        .forEach(bits);
            }
            LongStream.Builder expectedTimes = LongStream.builder();
            LongStream.Builder expectedBits = LongStream.builder();
            for (int i = 0; i < expected.values().length; i++) {
                if (withStale || !Values.isStale(expected.values()[i])) {
                    expectedTimes.add(expected.timestampsMillis()[i]);
                    expectedBits.add(Double.doubleToRawLongBits(expected.values()[i]));
                }
            }
            assertArrayEquals(expectedTimes.build().toArray(), times.build().toArray());
            assertArrayEquals(expectedBits.build().toArray(), bits.build().toArray());
        }
    }

    private Map<Labels, List<Series>> fetch(String address, FetchOptions options, RawMethod expected, String name) {
        try (HttpPrometheus target = HttpPrometheus.open(TargetSpec.open("real", address))) {
            RawFetch fetch = new RawFetch(target, options, Progress.NONE);
            FetchedParts parts = fetch.fetch(List.of("lane"), WINDOW, folder.resolve(name));
            assertEquals(expected, parts.report().method());
            assertTrue(parts.report().parts() > 3, "several parts");
            Map<Labels, List<Series>> found = new TreeMap<>();
            parts.read(
                    "lane",
                    slice -> found.computeIfAbsent(slice.labels(), labels -> new ArrayList<>())
                            .add(slice));
            return found;
        }
    }

    private static FetchOptions byRangeSelector(FetchOptions options) {
        LearntLimits refused = LearntLimits.NOTHING.withRefused(RawMethod.REMOTE_READ);
        return options.withLimits(new LimitStore() {
            @Override
            public LearntLimits load(String address) {
                return refused;
            }

            @Override
            public void save(String address, LearntLimits limits) {}
        });
    }

    @Test
    void readsChunksWithStaleMarkersAndPayloads() {
        assertStored(fetch(server.address(), OPTIONS, RawMethod.REMOTE_READ, "chunks"), true);
    }

    @Test
    void readsRangeSelectorsWithoutStaleMarkers() {
        Map<Labels, List<Series>> found =
                fetch(server.address(), byRangeSelector(OPTIONS), RawMethod.RANGE_SELECTOR, "ranges");
        assertStored(found, false);
    }

    @Test
    void bringsTheSameBytesThroughAProxyThatDoesEverythingWrong() {
        Fault[] faults = {
            Fault.cutAfter(100),
            Fault.cutAfter(20_000),
            Fault.resetAfter(5000),
            Fault.hangUp(),
            Fault.truncate(3000),
            Fault.tooMany(),
            Fault.tooMany(Duration.ZERO),
            Fault.unavailable(),
            Fault.status(502, "bad gateway"),
            Fault.status(504, "gateway timeout"),
            Fault.delay(Duration.ofMillis(5))
        };
        for (RawMethod method : RawMethod.values()) {
            FetchOptions options = method == RawMethod.REMOTE_READ ? OPTIONS : byRangeSelector(OPTIONS);
            try (FaultProxy proxy = FaultProxy.before(server.address())) {
                // What the server is, is asked before: a fetch begins with a target that answers.
                try (HttpPrometheus target = HttpPrometheus.open(TargetSpec.open("real", proxy.address()))) {
                    target.identity();
                    target.configuration();
                }
                proxy.randomlyOn("/api/v1/" + (method == RawMethod.REMOTE_READ ? "read" : "query"), 7, 0.5, faults);
                Map<Labels, List<Series>> found = fetch(proxy.address(), options, method, "faults-" + method);
                assertStored(found, method == RawMethod.REMOTE_READ);
                assertTrue(proxy.faults() > 3, "faults were done");
            }
        }
    }

    @Test
    void noticesAnAnswerThatLostItsLastSeriesUnseen() {
        try (FaultProxy proxy = FaultProxy.before(server.address()).every("/api/v1/read", 2, Fault.firstFrameOnly())) {
            assertStored(fetch(proxy.address(), OPTIONS, RawMethod.REMOTE_READ, "frames"), true);
            assertTrue(proxy.faults() > 3, "faults were done");
        }
    }

    /** A sample comes in between every answer and its count: that is no loss, and must not be asked for again and again. */
    @Test
    void takesAHeadThatGrowsMeanwhileForNoLoss() {
        Labels labels = Labels.of(Labels.METRIC_NAME, "growing", "job", "a");
        AtomicInteger written = new AtomicInteger();
        try (RealPrometheus growing = RealPrometheus.start("", "--web.enable-remote-write-receiver")) {
            Runnable grow = () -> {
                long time = START.toEpochMilli() + 1000L * written.getAndIncrement();
                new RemoteWrite()
                        .add(Series.of(labels, new long[] {time}, new double[] {1}))
                        .to(growing.address());
            };
            grow.run();
            try (FaultProxy proxy = FaultProxy.before(growing.address())
                            .every(
                                    "/api/v1/read",
                                    1,
                                    passage -> passage.passPart(body -> {
                                        grow.run();
                                        return body;
                                    }));
                    HttpPrometheus target = HttpPrometheus.open(TargetSpec.open("real", proxy.address()))) {
                FetchOptions few = new FetchOptions(
                        OPTIONS.bounds(), Duration.ofSeconds(30), 4, tried -> Duration.ofMillis(2), LimitStore.NONE);
                TimeRange hour = new TimeRange(START, START.plusSeconds(3600));
                List<Series> found = new ArrayList<>();
                FetchReport report =
                        new RawFetch(target, few, Progress.NONE).stream(List.of("growing"), hour, found::add);
                assertEquals(RawMethod.REMOTE_READ, report.method());
                assertTrue(written.get() > 2, "it grew");
                assertEquals(
                        written.get() - 1, found.stream().mapToInt(Series::size).sum());
            }
        }
    }

    @Test
    void countsSeriesThatDifferInTheirNamesAlone() {
        try (HttpPrometheus target = HttpPrometheus.open(TargetSpec.open("real", server.address()))) {
            long counted = new SampleCount(target, Duration.ofSeconds(30))
                    .whole(Selection.of("{__name__=~\"idle|wait\"}"), WINDOW);
            long samples = Arrays.stream(stored.get(0).values())
                    .filter(value -> !Values.isStale(value))
                    .count();
            assertEquals(samples + SLOTS, counted);
        }
    }

    @Test
    void asksAsManyAtATimeAsTheTargetBears() {
        try (FaultProxy narrow = FaultProxy.before(server.address()).every("/api/v1/read", 1, Fault.tooManyAbove(2))) {
            assertStored(fetch(narrow.address(), OPTIONS, RawMethod.REMOTE_READ, "narrow"), true);
            assertTrue(narrow.mostAtOnce() <= Throttle.MOST, "never more than ten");
        }
    }

    @Test
    void readsNativeHistogramsWhichChunksDoNotBring() {
        try (HttpPrometheus target = HttpPrometheus.open(TargetSpec.open("real", server.address()))) {
            List<Series> slices = new ArrayList<>();
            FetchReport report = new RawFetch(target, OPTIONS, Progress.NONE)
                    .stream(List.of("{__name__=~\"wait|lane\"}"), WINDOW, slices::add);
            long histograms = slices.stream()
                    .mapToLong(slice -> slice.histograms().size())
                    .sum();
            assertEquals(SLOTS, histograms);
            assertEquals(Set.of(4.0), firstCounts(slices, 0));
            assertTrue(report.infos().stream().anyMatch(info -> info.contains("native histograms")));
        }
    }

    @Test
    void goesOnAfterKillsAndFetchesNoFinishedPartAgain() throws Exception {
        Random random = new Random(11);
        try (FaultProxy slow = FaultProxy.before(server.address()).every(1, Fault.delay(Duration.ofMillis(100)))) {
            Path place = folder.resolve("killed");
            Map<Path, FileTime> before = new TreeMap<>();
            for (int kill = 0; kill < 4; kill++) {
                Process process = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FetchProcess.class.getName(),
                                slow.address(),
                                place.toString(),
                                WINDOW.start().toString(),
                                WINDOW.end().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                int enough = before.size() + 1 + random.nextInt(3);
                long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                while (parts(place).size() < enough
                        && System.nanoTime() < deadline
                        && !process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    // The process goes on meanwhile.
                }
                process.destroyForcibly().waitFor();
                Map<Path, FileTime> after = parts(place);
                before.forEach((file, time) -> assertEquals(time, after.get(file), "was fetched again: " + file));
                assertTrue(after.size() > before.size() || kill > 0, "went on");
                before.putAll(after);
            }
            Map<Labels, List<Series>> found = fetch(server.address(), OPTIONS, place);
            assertStored(found, true);
            Map<Path, FileTime> after = parts(place);
            before.forEach((file, time) -> assertEquals(time, after.get(file), "was fetched again: " + file));
        }
    }

    /** Of another address than the folder's: a proxy is no other target. */
    private Map<Labels, List<Series>> fetch(String address, FetchOptions options, Path place) throws IOException {
        Files.writeString(place.resolve("source"), address + "\n");
        try (HttpPrometheus target = HttpPrometheus.open(TargetSpec.open("real", address))) {
            Map<Labels, List<Series>> found = new TreeMap<>();
            new RawFetch(target, options, Progress.NONE)
                    .fetch(List.of("lane"), WINDOW, place)
                    .read(
                            "lane",
                            slice -> found.computeIfAbsent(slice.labels(), labels -> new ArrayList<>())
                                    .add(slice));
            return found;
        }
    }

    private static Map<Path, FileTime> parts(Path place) throws IOException {
        Map<Path, FileTime> found = new TreeMap<>();
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place)) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".part")).toList()) {
                    found.put(file, Files.getLastModifiedTime(file));
                }
            }
        }
        return found;
    }

    private static Set<Double> firstCounts(List<Series> slices, int bucket) {
        return slices.stream()
                .filter(slice -> !slice.histograms().isEmpty())
                .map(slice -> slice.histograms().get(0).histogram().buckets().get(bucket))
                .map(first -> first.count() + 1)
                .limit(1)
                .collect(java.util.stream.Collectors.toSet());
    }
}
