package io.promsh.text;

/** Amounts of bytes for reading, in powers of 1024: {@code 512 B}, {@code 1.5 KiB}, {@code 118 MiB}. */
public final class HumanBytes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private HumanBytes() {}

    /** Returns the amount to three significant digits. */
    public static String of(double bytes) {
        String special = HumanNumbers.special(bytes);
        if (special != null) {
            return special;
        }
        int unit = 0;
        double scaled = bytes;
        while (Math.abs(scaled) >= 1023.5 && unit < UNITS.length - 1) {
            scaled /= 1024;
            unit++;
        }
        return number(scaled, unit) + " " + UNITS[unit];
    }

    private static String number(double scaled, int unit) {
        double magnitude = Math.abs(scaled);
        if (unit == 0 || magnitude >= 99.95) {
            return Decimals.atMost(scaled, unit == 0 && magnitude < 10 ? 2 : 0);
        }
        return Decimals.atMost(scaled, magnitude >= 9.995 ? 1 : 2);
    }
}
