package io.promsh.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.model.SparseHistogram.Layout;
import io.promsh.model.SparseHistogram.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a histogram's spans and numbers stand for. */
class SparseHistogramTest {
    private static SparseHistogram whole(Layout layout, long zeros, long... buckets) {
        return new SparseHistogram(layout, false, 0, 1000, 9, zeros, 4.5, buckets);
    }

    private static Layout schema(int schema, Span... positive) {
        return new Layout(schema, 0.25, List.of(positive), List.of(), List.of());
    }

    private static List<Double> ends(Layout layout) {
        long[] buckets = new long[layout.positiveBuckets()];
        buckets[0] = 1;
        return whole(layout, 0, buckets).toNative().buckets().stream()
                .map(NativeHistogram.Bucket::right)
                .toList();
    }

    @Test
    void bucketsComeFromTheLowestToTheHighestWithoutEmptyOnes() {
        Layout layout =
                new Layout(0, 0.25, List.of(new Span(0, 2), new Span(1, 1)), List.of(new Span(1, 2)), List.of());
        SparseHistogram histogram = whole(layout, 7, 3, -3, 5, 2, 4);
        assertArrayEquals(new double[] {3, 0, 5, 2, 6}, histogram.counts());
        assertEquals(
                "{count:9, sum:4.5, [-4,-2):6, [-2,-1):2, [-0.25,0.25]:7, (0.5,1]:3, (4,8]:5}",
                histogram.toNative().notation());
        long one = Double.doubleToRawLongBits(1.5);
        SparseHistogram floats =
                new SparseHistogram(layout, true, 0, 1000, one, 0, 4.5, new long[] {one, 0, one, one, one});
        assertEquals(
                "{count:1.5, sum:4.5, [-4,-2):1.5, [-2,-1):1.5, (0.5,1]:1.5, (4,8]:1.5}",
                floats.toNative().notation());
    }

    /** The server takes them from a table, whose last bits are those of no formula that one would think of first. */
    @Test
    void boundsAreTheServersOwnToTheLastBit() {
        assertEquals(
                List.of(
                        1.0,
                        2 * 0.5452538663326288,
                        2 * 0.5946035575013605,
                        2 * 0.6484197773255048,
                        2 * 0.7071067811865475,
                        2 * 0.7711054127039704,
                        2 * 0.8408964152537144,
                        2 * 0.9170040432046711,
                        2.0),
                ends(schema(3, new Span(0, 9))));
        assertEquals(
                List.of(0.7051948041086352, 0.7071067811865475, 0.7090239421602076),
                ends(schema(8, new Span(-129, 3))));
        assertEquals(List.of(16.0, 256.0), ends(schema(-2, new Span(1, 2))));
        assertEquals(List.of(Double.MAX_VALUE, Double.POSITIVE_INFINITY), ends(schema(0, new Span(1024, 2))));
        assertTrue(Math.abs(ends(schema(20, new Span(1 << 20, 1))).get(0) - 2) < 1e-9);
        Layout custom = new Layout(Layout.CUSTOM, 0, List.of(new Span(0, 3)), List.of(), List.of(0.1, 2.5));
        assertEquals(List.of(0.1, 2.5, Double.POSITIVE_INFINITY), ends(custom));
    }
}
