package io.promsh.docker;

/**
 * What an engine is.
 *
 * @param version for example {@code 20.10.24}
 * @param apiVersion the newest API version that it speaks, for example {@code 1.41}
 */
public record EngineVersion(String version, String apiVersion, String operatingSystem, String architecture) {
    /** Returns the first number of the version, 0 when it has none. */
    public int major() {
        String digits = version.replaceFirst("[^0-9].*", "");
        return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
    }
}
