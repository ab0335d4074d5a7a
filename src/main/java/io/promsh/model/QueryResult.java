package io.promsh.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a query answers: one of the four value types of PromQL. */
public sealed interface QueryResult {
    /** Returns the name in the HTTP interface: vector, matrix, scalar or string. */
    String resultType();

    /** Returns the number of series; a scalar or string counts 1. */
    int seriesCount();

    /** Returns the number of samples. */
    long sampleCount();

    /** Applies the function for the case that this is. */
    <T> T fold(
            Function<InstantVector, T> vector,
            Function<RangeVector, T> matrix,
            Function<Scalar, T> scalar,
            Function<StringValue, T> string);

    /** One sample of each series, all at the same evaluation time. */
    record InstantVector(List<Element> elements) implements QueryResult {
        public InstantVector {
            elements = List.copyOf(elements);
        }

        @Override
        public String resultType() {
            return "vector";
        }

        @Override
        public int seriesCount() {
            return elements.size();
        }

        @Override
        public long sampleCount() {
            return elements.size();
        }

        @Override
        public <T> T fold(
                Function<InstantVector, T> vector,
                Function<RangeVector, T> matrix,
                Function<Scalar, T> scalar,
                Function<StringValue, T> string) {
            return vector.apply(this);
        }
    }

    /** A series' value at the evaluation time; {@code value} is NaN where a native histogram stands. */
    record Element(Labels labels, Instant time, double value, Optional<NativeHistogram> histogram) {}

    /** Samples over time for each series. */
    record RangeVector(List<Series> series) implements QueryResult {
        public RangeVector {
            series = List.copyOf(series);
        }

        @Override
        public String resultType() {
            return "matrix";
        }

        @Override
        public int seriesCount() {
            return series.size();
        }

        @Override
        public long sampleCount() {
            return series.stream().mapToLong(Series::size).sum();
        }

        @Override
        public <T> T fold(
                Function<InstantVector, T> vector,
                Function<RangeVector, T> matrix,
                Function<Scalar, T> scalar,
                Function<StringValue, T> string) {
            return matrix.apply(this);
        }
    }

    /** One number. */
    record Scalar(Instant time, double value) implements QueryResult {
        @Override
        public String resultType() {
            return "scalar";
        }

        @Override
        public int seriesCount() {
            return 1;
        }

        @Override
        public long sampleCount() {
            return 1;
        }

        @Override
        public <T> T fold(
                Function<InstantVector, T> vector,
                Function<RangeVector, T> matrix,
                Function<Scalar, T> scalar,
                Function<StringValue, T> string) {
            return scalar.apply(this);
        }
    }

    /** One string. */
    record StringValue(Instant time, String value) implements QueryResult {
        @Override
        public String resultType() {
            return "string";
        }

        @Override
        public int seriesCount() {
            return 1;
        }

        @Override
        public long sampleCount() {
            return 1;
        }

        @Override
        public <T> T fold(
                Function<InstantVector, T> vector,
                Function<RangeVector, T> matrix,
                Function<Scalar, T> scalar,
                Function<StringValue, T> string) {
            return string.apply(this);
        }
    }
}
