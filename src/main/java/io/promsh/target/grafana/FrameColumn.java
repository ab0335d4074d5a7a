package io.promsh.target.grafana;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The values of one field of a data frame: numbers (times too, in milliseconds), or texts. */
final class FrameColumn {
    private double[] numbers = new double[64];
    private final BitSet missing = new BitSet();
    private final List<String> texts = new ArrayList<>();
    private int size;

    int size() {
        return size;
    }

    boolean isMissing(int row) {
        return missing.get(row);
    }

    double number(int row) {
        return numbers[row];
    }

    /** Returns a time in whole milliseconds. */
    long millis(int row) {
        return (long) numbers[row];
    }

    String text(int row) {
        return row < texts.size() ? texts.get(row) : "";
    }

    /** Reads the value that the parser stands at. */
    void read(JsonParser json) throws IOException {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1));
        }
        JsonToken token = json.currentToken();
        switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers[size] = number(json);
            case VALUE_TRUE -> numbers[size] = 1;
            case VALUE_FALSE -> numbers[size] = 0;
            case VALUE_STRING -> {
                while (texts.size() < size) {
                    texts.add("");
                }
                texts.add(json.getText());
            }
            default -> {
                json.skipChildren();
                numbers[size] = Double.NaN;
                missing.set(size);
            }
        }
        size++;
    }

    /** A whole number without a sign for zero would lose that of -0. */
    private static double number(JsonParser json) throws IOException {
        double value = json.getDoubleValue();
        boolean negativeZero =
                value == 0 && json.getTextLength() > 1 && json.getTextCharacters()[json.getTextOffset()] == '-';
        return negativeZero ? -0.0 : value;
    }

    /** Puts what JSON has no number for where the frame says so: {@code NaN}, {@code Inf}, {@code NegInf}. */
    void entity(String name, int row) {
        double value = switch (name) {
            case "Inf" -> Double.POSITIVE_INFINITY;
            case "NegInf" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
        if (row >= 0 && row < size) {
            numbers[row] = value;
            missing.clear(row);
        }
    }

    /** Adds the part of a time below its millisecond: times that were cut off just before it are put right. */
    void nanos(int row, long nanos) {
        if (row < size && nanos >= 500_000) {
            numbers[row] += 1;
        }
    }
}
