package io.promsh.target.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads snappy blocks and protobuf fields by their specifications alone, so that what was written is judged by other eyes. */
final class Unpacked {
    /** A field: {@code bytes} of a text or message, else {@code number}. */
    @SuppressWarnings("ArrayRecordComponent")
    record Field(int number, long value, byte[] bytes) {
        String text() {
            return new String(bytes, UTF_8);
        }
    }

    private Unpacked() {}

    static byte[] snappy(byte[] in) {
        int[] at = {0};
        int length = (int) varint(in, at);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (at[0] < in.length) {
            int tag = in[at[0]++] & 0xFF;
            if ((tag & 3) == 0) {
                int size = tag >> 2;
                if (size >= 60) {
                    int bytes = size - 59;
                    size = 0;
                    for (int i = 0; i < bytes; i++) {
                        size |= (in[at[0]++] & 0xFF) << (8 * i);
                    }
                }
                out.write(in, at[0], size + 1);
                at[0] += size + 1;
                continue;
            }
            if ((tag & 3) != 2) {
                throw new AssertionError("an element of kind " + (tag & 3));
            }
            int distance = (in[at[0]] & 0xFF) | ((in[at[0] + 1] & 0xFF) << 8);
            at[0] += 2;
            for (int i = 0; i < (tag >> 2) + 1; i++) {
                byte[] sofar = out.toByteArray();
                out.write(sofar[sofar.length - distance]);
            }
        }
        if (out.size() != length) {
            throw new AssertionError(out.size() + " bytes instead of " + length);
        }
        return out.toByteArray();
    }

    static List<Field> fields(byte[] in) {
        List<Field> fields = new ArrayList<>();
        int[] at = {0};
        while (at[0] < in.length) {
            long tag = varint(in, at);
            int number = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> fields.add(new Field(number, varint(in, at), new byte[0]));
                case 1 -> {
                    long value = 0;
                    for (int i = 0; i < 8; i++) {
                        value |= (in[at[0]++] & 0xFFL) << (8 * i);
                    }
                    fields.add(new Field(number, value, new byte[0]));
                }
                case 2 -> {
                    int length = (int) varint(in, at);
                    byte[] bytes = java.util.Arrays.copyOfRange(in, at[0], at[0] + length);
                    at[0] += length;
                    fields.add(new Field(number, 0, bytes));
                }
                default -> throw new AssertionError("a field of kind " + (tag & 7));
            }
        }
        return fields;
    }

    static List<Field> fields(byte[] in, int number) {
        return fields(in).stream().filter(field -> field.number() == number).toList();
    }

    static List<Long> varints(byte[] in) {
        List<Long> numbers = new ArrayList<>();
        int[] at = {0};
        while (at[0] < in.length) {
            numbers.add(varint(in, at));
        }
        return numbers;
    }

    private static long varint(byte[] in, int[] at) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in[at[0]++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** One line for each sample of a 1.0 request: {@code labels bits@time}. */
    static List<String> first(byte[] body) {
        List<String> lines = new ArrayList<>();
        for (Field series : fields(snappy(body), 1)) {
            StringBuilder labels = new StringBuilder();
            for (Field label : fields(series.bytes(), 1)) {
                labels.append(fields(label.bytes(), 1).get(0).text()).append('=');
                labels.append(fields(label.bytes(), 2).get(0).text()).append(' ');
            }
            samples(series.bytes(), labels.toString(), lines);
        }
        return lines;
    }

    /** The same of a 2.0 request. */
    static List<String> second(byte[] body) {
        byte[] request = snappy(body);
        List<String> symbols = fields(request, 4).stream().map(Field::text).toList();
        List<String> lines = new ArrayList<>();
        for (Field series : fields(request, 5)) {
            StringBuilder labels = new StringBuilder();
            List<Long> references = varints(fields(series.bytes(), 1).get(0).bytes());
            for (int i = 0; i < references.size(); i += 2) {
                labels.append(symbols.get(references.get(i).intValue())).append('=');
                labels.append(symbols.get(references.get(i + 1).intValue())).append(' ');
            }
            samples(series.bytes(), labels.toString(), lines);
        }
        return lines;
    }

    private static void samples(byte[] series, String labels, List<String> lines) {
        for (Field sample : fields(series, 2)) {
            List<Field> values = fields(sample.bytes(), 1);
            List<Field> times = fields(sample.bytes(), 2);
            long bits = values.isEmpty() ? 0 : values.get(0).value();
            long time = times.isEmpty() ? 0 : times.get(0).value();
            lines.add(labels + Long.toHexString(bits) + "@" + time);
        }
    }
}
