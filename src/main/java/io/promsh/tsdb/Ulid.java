package io.promsh.tsdb;

import java.security.SecureRandom;
import java.time.Instant;

/** The names of blocks: 48 bits of time and 80 of chance in 26 letters and digits. */
public final class Ulid {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom CHANCE = new SecureRandom();

    private Ulid() {}

    /** Returns a new name. */
    public static String create(Instant now) {
        char[] name = new char[26];
        long millis = now.toEpochMilli();
        for (int i = 9; i >= 0; i--) {
            name[i] = DIGITS.charAt((int) (millis & 31));
            millis >>>= 5;
        }
        for (int i = 10; i < 26; i++) {
            name[i] = DIGITS.charAt(CHANCE.nextInt(32));
        }
        return new String(name);
    }

    /** Returns whether a folder of that name is taken for a block. */
    public static boolean isValid(String name) {
        if (name.length() != 26 || name.charAt(0) > '7') {
            return false;
        }
        return name.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    }
}
