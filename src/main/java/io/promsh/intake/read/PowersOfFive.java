package io.promsh.intake.read;

import java.math.BigInteger;

/**
 * The leading 128 bits of 5 to the power of q, -342 &lt;= q &lt;= 308, made when first asked for: a file knows few exponents. Positive
 * powers are cut off, negative ones rounded up (Lemire, "Number parsing at a gigabyte per second", 2021).
 */
final class PowersOfFive {
    static final int SMALLEST = -342;
    static final int LARGEST = 308;

    private static final BigInteger TOP = BigInteger.ONE.shiftLeft(128);
    private static final BigInteger FIVE = BigInteger.valueOf(5);

    private final long[] high = new long[LARGEST - SMALLEST + 1];
    private final long[] low = new long[high.length];

    /** Returns the upper 64 bits; the first is always set. */
    long high(int q) {
        long bits = high[q - SMALLEST];
        return bits != 0 ? bits : make(q);
    }

    /** Returns the lower 64 bits; {@link #high} must have been asked for. */
    long low(int q) {
        return low[q - SMALLEST];
    }

    private long make(int q) {
        BigInteger power = q >= 0 ? cut(FIVE.pow(q)) : reciprocal(FIVE.pow(-q), q);
        low[q - SMALLEST] = power.longValue();
        high[q - SMALLEST] = power.shiftRight(64).longValue();
        return high[q - SMALLEST];
    }

    private static BigInteger cut(BigInteger power) {
        return power.shiftLeft(128 - power.bitLength());
    }

    private static BigInteger reciprocal(BigInteger power, int q) {
        int bits = power.bitLength();
        int shift = q >= -27 ? bits + 127 : 2 * bits + 128;
        BigInteger quotient = BigInteger.ONE.shiftLeft(shift).divide(power).add(BigInteger.ONE);
        return quotient.compareTo(TOP) < 0 ? quotient : quotient.shiftRight(quotient.bitLength() - 128);
    }
}
