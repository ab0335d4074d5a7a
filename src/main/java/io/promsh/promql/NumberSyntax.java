package io.promsh.promql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers from and to text, as the server reads and writes them. */
public final class NumberSyntax {
    private static final BigInteger LONG_LIMIT = BigInteger.valueOf(Long.MAX_VALUE);

    private NumberSyntax() {}

    /**
     * The value of a number token. A leading zero makes a whole number octal, as in Go.
     *
     * @throws NumberFormatException with the server's message when it has none
     */
    public static double parse(String text) {
        Long whole = wholeNumber(text);
        if (whole != null) {
            return whole;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> decimal(text);
        };
    }

    private static @Nullable Long wholeNumber(String text) {
        int length = text.length();
        boolean hex = length > 2 && text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x';
        boolean octal = !hex && length > 1 && text.charAt(0) == '0';
        int radix = hex ? 16 : octal ? 8 : 10;
        String digits = hex ? text.substring(2) : text;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            boolean fits =
                    c == '_' ? underscoreFits(digits, i, radix, hex) : Character.digit(c, radix) >= 0 && c < 0x80;
            if (!fits) {
                return null;
            }
        }
        String plain = digits.indexOf('_') < 0 ? digits : digits.replace("_", "");
        if (plain.length() < 16) {
            return Long.parseLong(plain, radix);
        }
        BigInteger value = new BigInteger(plain, radix);
        return value.compareTo(LONG_LIMIT) <= 0 ? Long.valueOf(value.longValue()) : null;
    }

    private static boolean underscoreFits(String digits, int at, int radix, boolean afterPrefix) {
        boolean before = at > 0 ? Character.digit(digits.charAt(at - 1), radix) >= 0 : afterPrefix;
        return before && at + 1 < digits.length() && Character.digit(digits.charAt(at + 1), radix) >= 0;
    }

    private static double decimal(String text) {
        if (!isDecimal(text)) {
            throw new NumberFormatException("strconv.ParseFloat: parsing " + Quoting.quote(text) + ": invalid syntax");
        }
        double value = Double.parseDouble(text.replace("_", ""));
        if (Double.isInfinite(value)) {
            throw new NumberFormatException(
                    "strconv.ParseFloat: parsing " + Quoting.quote(text) + ": value out of range");
        }
        return value;
    }

    /** Digits with at most one dot, single underscores between digits, and an exponent of digits. */
    private static boolean isDecimal(String text) {
        boolean dot = false;
        boolean exponent = false;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (CharClass.isDigit(c)) {
                digits++;
            } else if (c == '.' && !dot && !exponent) {
                dot = true;
            } else if ((c == 'e' || c == 'E') && !exponent && digits > 0) {
                exponent = true;
                digits = 0;
                boolean sign = i + 1 < text.length() && (text.charAt(i + 1) == '+' || text.charAt(i + 1) == '-');
                i += sign ? 1 : 0;
            } else if (c != '_' || !underscoreFits(text, i, 10, false)) {
                return false;
            }
        }
        return digits > 0;
    }

    /** The shortest digits that read back as the same number, never with an exponent. */
    public static String plain(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            String sign = value == 0 && 1 / value < 0 ? "-" : "";
            return sign + (long) value;
        }
        return shortest(value).toPlainString();
    }

    /** The fewest digits that read back as the value; what the runtime prints has more of them before Java 19. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        for (int digits = shortest.precision() - 1; digits > 0; digits--) {
            BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() != value) {
                break;
            }
            shortest = shorter.stripTrailingZeros();
        }
        return shortest;
    }

    /** As {@link #plain(double)}, but with an exponent for very small and very large numbers. */
    public static String general(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return plain(value);
        }
        BigDecimal digits = shortest(value);
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < 21) {
            return plain(value);
        }
        String mantissa = digits.movePointLeft(exponent).toPlainString();
        String sign = exponent < 0 ? "-" : "+";
        return mantissa + "e" + sign + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** With this many digits after the point. */
    static String fixed(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return plain(value);
        }
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** The nearest whole number; halves go away from zero. */
    static double round(double value) {
        return Math.copySign(Math.floor(Math.abs(value) + 0.5), value);
    }
}
