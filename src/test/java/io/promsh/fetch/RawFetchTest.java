package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.target.Pushback;
import io.promsh.target.RawMethod;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawFetchTest {
    private static final long DAY = 86_400_000;
    private static final TimeRange WINDOW = new TimeRange(Instant.ofEpochMilli(DAY), Instant.ofEpochMilli(2 * DAY));
    private static final Bounds BOUNDS = new Bounds(100_000, 4000);
    private static final FetchOptions OPTIONS =
            new FetchOptions(BOUNDS, Duration.ofSeconds(5), 8, tried -> Duration.ofMillis(1), LimitStore.NONE);

    @TempDir
    Path folder;

    /** Series every 15 s, each with a phase of its own and some exactly on every seam there may be. */
    private static Store store(int series) {
        Store store = new Store();
        for (int i = 0; i < series; i++) {
            long phase = i % 3 == 0 ? 0 : 137L * i % 15_000;
            long[] times = LongStream.range(0, 3 * DAY / 15_000)
                    .map(slot -> slot * 15_000 + phase)
                    .toArray();
            int number = i;
            double[] values =
                    Arrays.stream(times).mapToDouble(t -> t * 0.001 + number).toArray();
            values[7000] = Double.longBitsToDouble(0x7ff8000000000007L);
            values[7001] = -0.0;
            store.with(Labels.of(Labels.METRIC_NAME, "m", "instance", "i" + i, "job", "a"), times, values);
        }
        return store;
    }

    /** Joins slices; fails where the samples of a series do not ascend. */
    private static Map<Labels, Series> join(Iterable<Series> slices) {
        Map<Labels, Series> joined = new TreeMap<>();
        for (Series slice : slices) {
            joined.merge(slice.labels(), slice, RawFetchTest::append);
        }
        return joined;
    }

    private static Series append(Series a, Series b) {
        assertTrue(
                a.timestampsMillis()[a.timestampsMillis().length - 1] < b.timestampsMillis()[0],
                "slices ascend and share no sample");
        long[] times = LongStream.concat(Arrays.stream(a.timestampsMillis()), Arrays.stream(b.timestampsMillis()))
                .toArray();
        double[] values = new double[times.length];
        System.arraycopy(a.values(), 0, values, 0, a.values().length);
        System.arraycopy(b.values(), 0, values, a.values().length, b.values().length);
        return Series.of(a.labels(), times, values);
    }

    private static void assertWhole(Store store, int series, Map<Labels, Series> found) {
        assertEquals(series, found.size());
        found.forEach((labels, got) -> {
            Series all = store.get(labels);
            int from = lowest(all.timestampsMillis(), DAY);
            int to = lowest(all.timestampsMillis(), 2 * DAY);
            assertArrayEquals(Arrays.copyOfRange(all.timestampsMillis(), from, to), got.timestampsMillis());
            assertArrayEquals(bits(Arrays.copyOfRange(all.values(), from, to)), bits(got.values()));
        });
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    private static int lowest(long[] times, long from) {
        int at = Arrays.binarySearch(times, from);
        return at < 0 ? -at - 1 : at;
    }

    private static Map<Labels, Series> stream(Store store, FetchOptions options) {
        List<Series> slices = new ArrayList<>();
        new RawFetch(store.target, options, Progress.NONE).stream(List.of("m{job=\"a\"}"), WINDOW, slices::add);
        return join(slices);
    }

    /** Nothing is known of the size then, but two windows of the first length are no risk, and one would leave a core idle. */
    @Test
    void asksForTwoWindowsFromTheStart() {
        Store store = store(2);
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<Boolean> both = new CompletableFuture<>();
        store.fault = query -> {
            both.complete(asked.incrementAndGet() < 2
                    && both.orTimeout(60, TimeUnit.SECONDS).join());
            return false;
        };
        assertWhole(store, 2, stream(store, OPTIONS));
    }

    @Test
    void bringsEachSampleOfTheHalfOpenWindowOnce() {
        Store store = store(7);
        assertWhole(store, 7, stream(store, OPTIONS));
        assertTrue(store.answered.size() > 5, "a day of seven series is more than one part");
        assertEquals(store.answered.size(), new HashSet<>(store.answered).size());
    }

    @Test
    void bringsTheSameWhateverFailsOnTheWay() {
        Random random = new Random(7);
        for (int round = 0; round < 5; round++) {
            Store store = store(5);
            store.fault = query -> {
                switch (random.nextInt(6)) {
                    case 0 -> throw Failure.failed("429", "").withCause(new Pushback(429, Optional.empty()));
                    case 1 ->
                        throw Failure.unreachable("503", "")
                                .withCause(new Pushback(503, Optional.of(Duration.ofMillis(2))));
                    case 2 -> {
                        if (query.expression().endsWith("h]")
                                && !query.expression().endsWith("[1h]")) {
                            throw Failure.failed(
                                    "the query time range exceeds the limit (query length: 2h0m0s, limit: 1h0m0s)", "");
                        }
                        return false;
                    }
                    default -> {
                        return random.nextInt(5) == 0;
                    }
                }
            };
            assertWhole(store, 5, stream(store, OPTIONS.withPatience(1000, tried -> Duration.ofMillis(1))));
        }
    }

    @Test
    void dividesBySeriesWhereAShortWindowIsTooMuch() {
        Store store = store(40);
        // Four samples a minute and series: a minute of all forty is more than it loads.
        store.mostSamples = 100;
        TimeRange hour = new TimeRange(Instant.ofEpochMilli(DAY), Instant.ofEpochMilli(DAY + 600_000));
        List<Series> slices = new ArrayList<>();
        new RawFetch(store.target, OPTIONS, Progress.NONE).stream(List.of("m"), hour, slices::add);
        Map<Labels, Series> found = join(slices);
        assertEquals(40, found.size());
        found.values().forEach(series -> assertEquals(40, series.size()));
    }

    @Test
    void keepsTheLimitThatARefusalNames() {
        Store store = store(1);
        store.fault = query -> {
            if (query.expression().endsWith("[2h]")) {
                throw Failure.failed("the query time range exceeds the limit (query length: 2h0m0s, limit: 30m0s)", "");
            }
            return false;
        };
        LearntLimits[] kept = {LearntLimits.NOTHING};
        FetchOptions options = OPTIONS.withLimits(new LimitStore() {
            @Override
            public LearntLimits load(String address) {
                return kept[0];
            }

            @Override
            public void save(String address, LearntLimits limits) {
                kept[0] = limits;
            }
        });
        assertWhole(store, 1, stream(store, options));
        assertEquals(Duration.ofMinutes(30).toMillis(), kept[0].longestMillis());
        int before = store.answered.size();
        store.fault = query -> {
            assertTrue(!query.expression().endsWith("h]"), "nothing longer is asked again: " + query.expression());
            return false;
        };
        assertWhole(store, 1, stream(store, options));
        assertTrue(store.answered.size() >= before + 48);
    }

    private static boolean refused(int asked) {
        throw Failure.unreachable("refused " + asked, "").withCause(new ConnectException("refused"));
    }

    /** A server that starts anew refuses connections too: between the reads of an export as well as amid one. */
    @Test
    void waitsForWhoeverHasAnsweredBefore() {
        Store store = store(1);
        RawFetch fetch = new RawFetch(store.target, OPTIONS, Progress.NONE);
        fetch.stream(List.of("m"), WINDOW, slice -> {});
        AtomicInteger asked = new AtomicInteger();
        store.fault = query -> asked.incrementAndGet() < 4 && refused(asked.get());
        assertEquals(5760, fetch.fetch(List.of("m"), WINDOW, folder).report().samples());
    }

    @Test
    void endsAtOnceWhereNobodyIsThere() {
        Store store = store(1);
        AtomicInteger asked = new AtomicInteger();
        store.fault = query -> refused(asked.incrementAndGet());
        Failure failure = assertThrows(Failure.class, () -> stream(store, OPTIONS));
        assertEquals(FailureKind.UNREACHABLE, failure.kind());
        assertTrue(asked.get() <= 2, asked + " questions, and two are under way when the first fails");
    }

    @Test
    void givesUpAfterAsManyTriesAsAllowed() {
        Store store = store(1);
        Map<Instant, Integer> asked = new ConcurrentHashMap<>();
        store.fault = query -> asked.merge(query.at().orElseThrow(), 1, Integer::sum) > 0;
        assertThrows(Failure.class, () -> stream(store, OPTIONS.withPatience(4, tried -> Duration.ZERO)));
        assertEquals(4, Collections.max(asked.values()), asked.toString());
    }

    @Test
    void passesOnWhatTheSinkThrows() {
        Store store = store(1);
        RawFetch fetch = new RawFetch(store.target, OPTIONS, Progress.NONE);
        assertThrows(
                IllegalStateException.class,
                () -> fetch.stream(List.of("m"), WINDOW, slice -> {
                    throw new IllegalStateException("full");
                }));
    }

    @Test
    void fetchesIntoAFolderWholeSeriesInOrder() {
        Store store = store(6);
        FetchedParts parts = new RawFetch(store.target, OPTIONS, Progress.NONE).fetch(List.of("m"), WINDOW, folder);
        List<Series> slices = new ArrayList<>();
        parts.read("m", slices::add);
        for (int i = 1; i < slices.size(); i++) {
            assertTrue(slices.get(i - 1).labels().compareTo(slices.get(i).labels()) <= 0, "sorted by labels");
        }
        assertWhole(store, 6, join(slices));
        assertEquals(6 * 5760, parts.report().samples());
        assertEquals(RawMethod.RANGE_SELECTOR, parts.report().method());
    }

    @Test
    void goesOnWhereItStoodAndFetchesNothingTwice() throws IOException {
        for (int killedAfter = 1; killedAfter < 7; killedAfter += 2) {
            Path place = folder.resolve("killed-" + killedAfter);
            Store store = store(4);
            int last = killedAfter;
            AtomicInteger asked = new AtomicInteger();
            store.fault = query -> {
                if (asked.incrementAndGet() > last) {
                    throw Failure.denied("the token was revoked", "");
                }
                return false;
            };
            RawFetch fetch = new RawFetch(store.target, OPTIONS, Progress.NONE);
            assertThrows(Failure.class, () -> fetch.fetch(List.of("m"), WINDOW, place));
            List<String> before = List.copyOf(store.answered);
            // What a kill leaves behind: a file half written, and one that the disk has torn.
            Files.writeString(place.resolve("0123456789abcdef.0.1.part.tmp"), "half");
            Files.writeString(place.resolve(PartNames.key(Selection.of("m")) + ".86400000.172800000.part"), "torn");
            store.fault = query -> false;
            FetchedParts parts = fetch.fetch(List.of("m"), WINDOW, place);
            List<Series> slices = new ArrayList<>();
            parts.read("m", slices::add);
            assertWhole(store, 4, join(slices));
            List<String> after = store.answered.subList(before.size(), store.answered.size());
            for (String one : after) {
                before.forEach(two -> assertTrue(isApart(one, two), one + " was fetched already in " + two));
            }
            int answers = store.answered.size();
            fetch.fetch(List.of("m"), WINDOW, place);
            assertEquals(answers, store.answered.size(), "a finished read asks nothing");
        }
    }

    @Test
    void remembersWhatWasSaidBesideThePartsThatAKilledReadHad() {
        Store store = store(4);
        // The first part's answer alone is said to be partial; the read dies after it.
        long firstEnd = DAY + Duration.ofHours(2).toMillis();
        store.warnings = to -> to < firstEnd ? List.of("store-gateway 2 did not answer\nask again") : List.of();
        CompletableFuture<Boolean> isFirstKept = new CompletableFuture<>();
        store.fault = query -> {
            if (query.at().orElseThrow().toEpochMilli() < firstEnd) {
                return false;
            }
            isFirstKept.orTimeout(60, TimeUnit.SECONDS).join();
            throw Failure.denied("the token was revoked", "");
        };
        Progress first = (fraction, samples) -> isFirstKept.complete(true);
        assertThrows(
                Failure.class, () -> new RawFetch(store.target, OPTIONS, first).fetch(List.of("m"), WINDOW, folder));
        assertEquals(1, store.answered.size());
        store.fault = query -> false;
        RawFetch fetch = new RawFetch(store.target, OPTIONS, Progress.NONE);
        for (int again = 0; again < 2; again++) {
            FetchReport report = fetch.fetch(List.of("m"), WINDOW, folder).report();
            assertEquals(List.of("ask again", "store-gateway 2 did not answer"), report.warnings());
            assertTrue(report.partial(), "what is missing in the first part is still missing");
        }
    }

    private static boolean isApart(String one, String two) {
        String[] a = one.split("-", 2);
        String[] b = two.split("-", 2);
        return Long.parseLong(a[1]) <= Long.parseLong(b[0]) || Long.parseLong(b[1]) <= Long.parseLong(a[0]);
    }

    @Test
    void fetchesWhatWasChangedOnDiskAgain() throws IOException {
        Store store = store(3);
        RawFetch fetch = new RawFetch(store.target, OPTIONS, Progress.NONE);
        fetch.fetch(List.of("m"), WINDOW, folder);
        Path part;
        try (Stream<Path> files = Files.list(folder)) {
            part = files.filter(file -> file.toString().endsWith(".part"))
                    .sorted()
                    .toList()
                    .get(1);
        }
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);
        int before = store.answered.size();
        List<Series> slices = new ArrayList<>();
        fetch.fetch(List.of("m"), WINDOW, folder).read("m", slices::add);
        assertTrue(store.answered.size() > before);
        assertWhole(store, 3, join(slices));
    }

    @Test
    void resumesWhereShardsWereUnderWay() {
        Store store = store(40);
        store.mostSamples = 100;
        TimeRange tenMinutes = new TimeRange(Instant.ofEpochMilli(DAY), Instant.ofEpochMilli(DAY + 600_000));
        RawFetch fetch = new RawFetch(store.target, OPTIONS, Progress.NONE);
        AtomicInteger left = new AtomicInteger();
        store.fault = query -> {
            if (query.expression().contains("instance") && left.incrementAndGet() > 25) {
                throw Failure.denied("the token was revoked", "");
            }
            return false;
        };
        assertThrows(Failure.class, () -> fetch.fetch(List.of("m"), tenMinutes, folder));
        int before = store.answered.size();
        store.fault = query -> false;
        List<Series> slices = new ArrayList<>();
        FetchedParts parts = fetch.fetch(List.of("m"), tenMinutes, folder);
        parts.read("m", slices::add);
        Map<Labels, Series> found = join(slices);
        assertEquals(40, found.size());
        found.values().forEach(series -> assertEquals(40, series.size()));
        assertTrue(before > 0);
        int answers = store.answered.size();
        fetch.fetch(List.of("m"), tenMinutes, folder);
        assertEquals(answers, store.answered.size(), "a finished read asks nothing");
    }

    @Test
    void refusesAFolderOfAnotherTarget() throws IOException {
        Files.writeString(folder.resolve("source"), "http://elsewhere:9090\n");
        RawFetch fetch = new RawFetch(store(1).target, OPTIONS, Progress.NONE);
        Failure failure = assertThrows(Failure.class, () -> fetch.fetch(List.of("m"), WINDOW, folder));
        assertEquals(FailureKind.USAGE, failure.kind());
    }
}
