package io.promsh.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.testing.FakeTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final CatalogPolicy SMALL =
            new CatalogPolicy(Duration.ofMinutes(5), 3, 2, 4, Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final FakeTarget target = new FakeTarget()
            .withSeries("up", "job", "api")
            .withSeries("up", "job", "web")
            .withMetadata("up", "gauge", "Whether it answers")
            .withMetadata("requests", "counter", "Requests");
    private final ManualExecutor executor = new ManualExecutor();
    private final ManualClock clock = new ManualClock();

    private Catalog catalog(CatalogPolicy policy) {
        return new Catalog(target, policy, CatalogDisk.none(), executor, clock);
    }

    private long asked(String call) {
        return List.copyOf(target.calls).stream()
                .filter(made -> made.startsWith(call))
                .count();
    }

    @Test
    void answersAtOnceAndTellsWhenNamesAreThere() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        AtomicInteger told = new AtomicInteger();
        catalog.onChange(told::incrementAndGet);
        NameLookup before = catalog.metricNames();
        assertEquals(0, before.names().size());
        assertTrue(before.loading());
        assertEquals(List.of(), target.calls);
        executor.runAll();
        NameLookup after = catalog.metricNames();
        assertEquals(List.of("up"), after.names().asList());
        assertFalse(after.loading());
        assertTrue(after.complete());
        assertTrue(told.get() > 0);
        assertEquals("gauge", catalog.metadata("up").type());
    }

    @Test
    void neverAsksForSeries() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        catalog.open();
        catalog.labelNames("up");
        catalog.labelValues("job", "up", "a");
        catalog.metricNamesLike("upp");
        executor.runAll();
        assertEquals(0, asked("series"));
        assertEquals(0, asked("instantQuery"));
    }

    @Test
    void asksTheSameOnlyOnceAtATime() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        for (int i = 0; i < 5; i++) {
            assertTrue(catalog.labelValues("job", "up", "").loading());
        }
        executor.runAll();
        assertEquals(1, asked("labelValues job"));
        assertEquals(
                List.of("api", "web"),
                catalog.labelValues("job", "up", "").names().asList());
        assertEquals(1, asked("labelValues job"));
    }

    @Test
    void asksAgainInTheBackgroundWhenNamesAreOld() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        catalog.open();
        executor.runAll();
        target.withSeries("down");
        clock.move(Duration.ofMinutes(4));
        catalog.metricNames();
        executor.runAll();
        assertEquals(List.of("up"), catalog.metricNames().names().asList());
        clock.move(Duration.ofMinutes(2));
        assertEquals(List.of("up"), catalog.metricNames().names().asList());
        executor.runAll();
        assertEquals(List.of("down", "up"), catalog.metricNames().names().asList());
    }

    @Test
    void refreshAsksEverythingAnewAndGoesOnAnswering() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        catalog.open();
        catalog.labelNames("");
        executor.runAll();
        catalog.refresh();
        assertEquals(List.of("up"), catalog.metricNames().names().asList());
        catalog.labelNames("");
        executor.runAll();
        assertEquals(2, asked("labelNames"));
        assertEquals(2, asked("labelValues __name__"));
        assertEquals(clock.instant(), catalog.status().asOf().orElseThrow());
    }

    @Test
    void backsOffAfterAFailureAndSaysWhy() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        target.failWith(Failure.unreachable("no answer", ""));
        catalog.open();
        executor.runAll();
        assertEquals("no answer", catalog.status().problem());
        catalog.metricNames();
        executor.runAll();
        assertEquals(1, asked("labelValues"));
        clock.move(Duration.ofSeconds(6));
        catalog.metricNames();
        executor.runAll();
        assertEquals(2, asked("labelValues"));
        clock.move(Duration.ofSeconds(6));
        catalog.metricNames();
        executor.runAll();
        assertEquals(2, asked("labelValues"));
        target.failWith(null);
        clock.move(Duration.ofSeconds(5));
        catalog.metricNames();
        executor.runAll();
        assertEquals("", catalog.status().problem());
        assertEquals(1, catalog.status().metrics());
    }

    @Test
    void asksNothingElseEitherWhileTheTargetDoesNotAnswer() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        target.failWith(Failure.unreachable("no answer", ""));
        catalog.labelNames("a");
        executor.runAll();
        catalog.labelNames("b");
        catalog.metricNamesLike("abc");
        executor.runAll();
        assertEquals(1, target.calls.size());
        target.failWith(Failure.failed("bad selector", ""));
        clock.move(Duration.ofSeconds(6));
        catalog.labelNames("c");
        executor.runAll();
        catalog.labelNames("d");
        executor.runAll();
        assertEquals(3, target.calls.size());
    }

    @Test
    void isNotPutOffByCtrlC() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        target.failWith(Failure.interrupted());
        catalog.open();
        executor.runAll();
        target.failWith(null);
        catalog.metricNames();
        executor.runAll();
        assertEquals(1, catalog.status().metrics());
        assertEquals("", catalog.status().problem());
    }

    @Test
    void dropsTheOldestOfTheQuestionsThatWait() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        for (int i = 0; i < 30; i++) {
            catalog.labelValues("job", "m" + i, "");
        }
        assertEquals(2, executor.waiting());
        executor.runAll();
        assertEquals(8, asked("labelValues job"));
        assertEquals(1, asked("labelValues job [m29]"));
        assertEquals(0, asked("labelValues job [m10]"));
    }

    @Test
    void forgetsTheListsNotLookedAtForLongest() {
        Catalog catalog = catalog(SMALL);
        for (int i = 0; i < 5; i++) {
            catalog.labelNames("m" + i);
            executor.runAll();
        }
        catalog.labelNames("m4");
        catalog.labelNames("m0");
        executor.runAll();
        assertEquals(1, asked("labelNames [m4]"));
        assertEquals(2, asked("labelNames [m0]"));
    }

    @Test
    void keepsAllListsTogetherSmall() {
        NameLists lists = new NameLists(100);
        NameIndex large = NameIndex.of(
                IntStream.range(0, 200_000).mapToObj(i -> "value_" + i).toList());
        for (int i = 0; i < 10; i++) {
            lists.put("k" + i, new NameLists.Held(large, clock.instant(), true));
        }
        long held = IntStream.range(0, 10)
                .filter(i -> lists.get("k" + i).isPresent())
                .count();
        assertEquals(NameLists.MOST_BYTES / large.heapBytes(), held);
        assertTrue(lists.get("k9").isPresent());
    }

    @Test
    void asksByPrefixWhenAListIsTooLongToHold() {
        target.withSeries("up", "job", "worker").withSeries("up", "job", "web.2");
        Catalog catalog = catalog(SMALL);
        catalog.labelValues("job", "up", "we");
        executor.runAll();
        assertFalse(catalog.labelValues("job", "up", "").complete());
        assertTrue(catalog.labelValues("job", "up", "web.").loading());
        executor.runAll();
        assertEquals(
                List.of("web.2"),
                catalog.labelValues("job", "up", "web.").names().asList());
        assertEquals(1, asked("labelValues job [up{job=~\"web\\\\..*\"}]"));
    }

    @Test
    void asksTheSearchInterfaceForMetricsItDoesNotHold() {
        target.withMetrics(List.of("a", "b", "c", "d"));
        target.searching(text -> Optional.of(List.of("found_" + text)));
        Catalog catalog = catalog(SMALL);
        catalog.open();
        executor.runAll();
        assertFalse(catalog.metricNames().complete());
        assertEquals(3, catalog.status().metrics());
        catalog.metricNamesLike("xyz");
        executor.runAll();
        assertEquals(
                List.of("found_xyz"), catalog.metricNamesLike("xyz").names().asList());
        target.searching(text -> Optional.empty());
        catalog.metricNamesLike("up");
        executor.runAll();
        assertEquals(List.of("up"), catalog.metricNamesLike("up").names().asList());
    }

    @Test
    void findsTheFamilyOfAHistogramsSeries() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        catalog.open();
        executor.runAll();
        for (String name : List.of("requests_total", "requests_bucket", "requests_created", "requests_sum")) {
            assertEquals("counter", catalog.metadata(name).type(), name);
        }
        assertEquals("", catalog.metadata("requests_other").type());
    }

    @Test
    void asksNothingMoreOnceItIsClosed() {
        Catalog catalog = catalog(CatalogPolicy.DEFAULT);
        catalog.close();
        assertFalse(catalog.metricNames().loading());
        executor.runAll();
        assertEquals(List.of(), target.calls);
        Catalog late = new Catalog(
                target,
                CatalogPolicy.DEFAULT,
                CatalogDisk.none(),
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                clock);
        assertFalse(late.metricNames().loading());
    }
}
