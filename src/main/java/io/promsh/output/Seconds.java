package io.promsh.output;

/** Times in seconds with the milliseconds as decimals, as Prometheus writes them: {@code 1754229600}, {@code 1754229600.050}. */
final class Seconds {
    private Seconds() {}

    static void append(StringBuilder out, long millis) {
        long magnitude = Math.abs(millis);
        if (millis < 0) {
            out.append('-');
        }
        out.append(magnitude / 1000);
        int fraction = (int) (magnitude % 1000);
        if (fraction == 0) {
            return;
        }
        out.append('.')
                .append((char) ('0' + fraction / 100))
                .append((char) ('0' + fraction / 10 % 10))
                .append((char) ('0' + fraction % 10));
    }
}
