package io.promsh.model;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The shortest decimal that reads back as the same double, and among those the closest, as Go's {@code strconv} writes it.
 * {@link Double#toString(double)} does this only since JDK 19 (JDK-4511638), and promsh must spell values alike on all. The
 * method is Raffaello Giulietti's Schubfach ("The Schubfach way to render doubles", 2020); its powers of ten are made when first
 * asked for, because a session meets few of the 617.
 */
final class ShortestDecimal {
    private static final long FRACTION_MASK = (1L << 52) - 1;
    private static final long HIDDEN_BIT = 1L << 52;
    private static final int MIN_EXPONENT = -1074;
    private static final int MIN_POWER = -292;
    private static final long LOW_63_BITS = Long.MAX_VALUE;

    /** 10^(i + MIN_POWER); null until made. Threads may race to make one: records publish safely and all are equal. */
    private static final @Nullable Power[] POWERS = new Power[617];

    private ShortestDecimal() {}

    /** A power of ten scaled to 126 bits and rounded up, as its upper and lower 63 bits. */
    private record Power(long high, long low) {}

    /** Appends {@code value}, which is positive and finite, in plain notation from 1e-6 up to 1e21, else with an exponent. */
    static void append(StringBuilder out, double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> 52) & 0x7ff;
        long fraction = bits & FRACTION_MASK;
        int exponent = biased == 0 ? MIN_EXPONENT : biased + MIN_EXPONENT - 1;
        long significand = biased == 0 ? fraction : fraction | HIDDEN_BIT;
        boolean narrowBelow = fraction == 0 && biased > 1;
        int power = narrowBelow ? floorLog10ThreeQuarters(exponent) : floorLog10(exponent);
        long digits = shortest(significand, exponent, power, narrowBelow);
        while (digits % 10 == 0) {
            digits /= 10;
            power++;
        }
        if (value < 1e-6 || value >= 1e21) {
            appendScientific(out, digits, power);
            return;
        }
        appendPlain(out, digits, power);
    }

    /** Returns d such that d times 10^power lies in the rounding interval of the double, with one digit fewer if that does. */
    private static long shortest(long significand, int exponent, int power, boolean narrowBelow) {
        long odd = significand & 1;
        long middle = significand << 2;
        int shift = exponent + floorLog2OfPowerOf10(-power) + 2;
        int index = -power - MIN_POWER;
        Power known = POWERS[index];
        Power ten = known == null ? makePower(index) : known;
        long value = roundToOdd(ten, middle << shift);
        long lower = roundToOdd(ten, (middle - (narrowBelow ? 1 : 2)) << shift);
        long upper = roundToOdd(ten, (middle + 2) << shift);
        long down = value >> 2;
        if (down >= 10) {
            long shortDown = down / 10 * 10;
            long shortUp = shortDown + 10;
            boolean downInside = lower + odd <= shortDown << 2;
            boolean upInside = (shortUp << 2) + odd <= upper;
            if (downInside != upInside) {
                return downInside ? shortDown : shortUp;
            }
        }
        long up = down + 1;
        boolean downInside = lower + odd <= down << 2;
        boolean upInside = (up << 2) + odd <= upper;
        if (downInside != upInside) {
            return downInside ? down : up;
        }
        long side = value - ((down + up) << 1);
        return side < 0 || (side == 0 && (down & 1) == 0) ? down : up;
    }

    private static long roundToOdd(Power ten, long factor) {
        long carry = Math.multiplyHigh(ten.low, factor);
        long product = ten.high * factor;
        long top = Math.multiplyHigh(ten.high, factor);
        long sum = (product >>> 1) + carry;
        return (top + (sum >>> 63)) | (((sum & LOW_63_BITS) + LOW_63_BITS) >>> 63);
    }

    private static Power makePower(int index) {
        int power = index + MIN_POWER;
        int scale = floorLog2OfPowerOf10(power) - 125;
        BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
        BigInteger scaled = power >= 0
                ? (scale >= 0 ? ten.shiftRight(scale) : ten.shiftLeft(-scale))
                : BigInteger.ONE.shiftLeft(-scale).divide(ten);
        BigInteger rounded = scaled.add(BigInteger.ONE);
        Power made = new Power(rounded.shiftRight(63).longValue(), rounded.longValue() & LOW_63_BITS);
        POWERS[index] = made;
        return made;
    }

    private static int floorLog10(int powerOf2) {
        return (int) ((powerOf2 * 661_971_961_083L) >> 41);
    }

    private static int floorLog10ThreeQuarters(int powerOf2) {
        return (int) ((powerOf2 * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    private static int floorLog2OfPowerOf10(int powerOf10) {
        return (int) ((powerOf10 * 913_124_641_741L) >> 38);
    }

    private static void appendPlain(StringBuilder out, long digits, int power) {
        int start = out.length();
        out.append(digits);
        int point = out.length() + power;
        if (power >= 0) {
            appendZeros(out, power);
            return;
        }
        if (point > start) {
            out.insert(point, '.');
            return;
        }
        out.setLength(start);
        out.append("0.");
        appendZeros(out, start - point);
        out.append(digits);
    }

    private static void appendScientific(StringBuilder out, long digits, int power) {
        int start = out.length();
        out.append(digits);
        int exponent = out.length() - start - 1 + power;
        if (digits >= 10) {
            out.insert(start + 1, '.');
        }
        out.append('e').append(exponent < 0 ? '-' : '+');
        int magnitude = Math.abs(exponent);
        if (magnitude < 10) {
            out.append('0');
        }
        out.append(magnitude);
    }

    private static void appendZeros(StringBuilder out, int count) {
        for (int i = 0; i < count; i++) {
            out.append('0');
        }
    }
}
