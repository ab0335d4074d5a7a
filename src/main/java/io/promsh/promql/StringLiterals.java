package io.promsh.promql;

import java.io.ByteArrayOutputStream;

/** The values of string tokens. */
public final class StringLiterals {
    private StringLiterals() {}

    /** The value of a string token the lexer accepted, quotes included; bytes that are no UTF-8 as {@link ByteStrings}. */
    public static String unquote(String token) {
        String inside = token.substring(1, token.length() - 1);
        boolean plain = token.charAt(0) == '`' || inside.indexOf('\\') < 0;
        return plain ? inside : unescape(inside);
    }

    private static String unescape(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c != '\\') {
                Utf8.write(out, c);
                i += Character.charCount(c);
                continue;
            }
            char kind = text.charAt(i + 1);
            int digits = digits(kind);
            if (digits == 0) {
                out.write(single(kind));
                i += 2;
                continue;
            }
            boolean octal = CharClass.isDigit(kind);
            int from = octal ? i + 1 : i + 2;
            int value = Integer.parseInt(text, from, from + digits, octal ? 8 : 16);
            if (octal || kind == 'x') {
                out.write(value);
            } else {
                Utf8.write(out, value);
            }
            i = from + digits;
        }
        return ByteStrings.ofBytes(out.toByteArray());
    }

    private static int digits(char kind) {
        return switch (kind) {
            case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
    }

    private static int single(char kind) {
        return switch (kind) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> kind;
        };
    }
}
