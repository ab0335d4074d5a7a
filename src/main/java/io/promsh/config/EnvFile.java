package io.promsh.config;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a {@code .env} file as Compose does: {@code KEY=VALUE}, optional {@code export}, {@code #} comments, single quotes raw,
 * double quotes with {@code \n \t \" \\}. Nothing is interpolated: a secret may hold a dollar sign.
 */
public final class EnvFile {
    private EnvFile() {}

    /** Returns the variables in the order of the file; a file that does not exist has none. Throws a usage failure. */
    public static Map<String, String> read(Path file) {
        String text;
        try {
            if (!Files.isRegularFile(file)) {
                return Map.of();
            }
            text = Files.readString(file);
        } catch (MalformedInputException e) {
            throw Failure.usage(file + " is not UTF-8 text", "save it as UTF-8").withCause(e);
        } catch (IOException e) {
            throw Failure.usage("cannot read " + file + ": " + e.getMessage(), "check its owner and mode")
                    .withCause(e);
        }
        return parse(text, file.toString());
    }

    /** Returns the variables of a file's text; {@code name} is shown in failures. Values never are. */
    static Map<String, String> parse(String text, String name) {
        Map<String, String> variables = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String trimmed = line.strip();
            if (number == 1 && trimmed.startsWith("\ufeff")) {
                trimmed = trimmed.substring(1);
            }
            if (trimmed.isEmpty() || trimmed.startsWith("#")) {
                continue;
            }
            if (trimmed.startsWith("export ")) {
                trimmed = trimmed.substring("export ".length()).strip();
            }
            int equals = trimmed.indexOf('=');
            if (equals <= 0 || !isName(trimmed.substring(0, equals).strip())) {
                throw Failure.usage(
                        name + " line " + number + " is not KEY=VALUE", "write it like KEY=value or # comment");
            }
            variables.put(
                    trimmed.substring(0, equals).strip(),
                    value(trimmed.substring(equals + 1).strip(), name, number));
        }
        return variables;
    }

    private static boolean isName(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static String value(String text, String name, int number) {
        if (text.startsWith("'") || text.startsWith("\"")) {
            char quote = text.charAt(0);
            StringBuilder out = new StringBuilder();
            for (int i = 1; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == quote) {
                    return out.toString();
                }
                if (c == '\\' && quote == '"' && i + 1 < text.length()) {
                    out.append(unescape(text.charAt(++i)));
                    continue;
                }
                out.append(c);
            }
            throw Failure.usage(name + " line " + number + " has a quote that is not closed", "close it with " + quote);
        }
        int comment = text.indexOf(" #");
        return comment < 0 ? text : text.substring(0, comment).strip();
    }

    private static String unescape(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case '"', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    /**
     * Writes another value for a variable that the file sets; every other line stays as it is. The file is for its owner alone
     * afterwards (0600), because it now holds what promsh wrote: a secret. Throws a failure when it cannot be written.
     */
    public static void replace(Path file, String variable, String value) {
        try {
            Path real = file.toRealPath();
            String[] lines = Files.readString(real).split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                String trimmed = lines[i].strip();
                String bare = trimmed.startsWith("export ")
                        ? trimmed.substring("export ".length()).strip()
                        : trimmed;
                if (bare.startsWith(variable)
                        && bare.substring(variable.length()).strip().startsWith("=")) {
                    lines[i] = (trimmed.equals(bare) ? "" : "export ") + variable + "='" + value + "'";
                }
            }
            PrivateFile.write(real, String.join("\n", lines));
        } catch (IOException e) {
            throw Failure.failed("cannot write " + file + ": " + e.getMessage(), "check its owner and mode")
                    .withCause(e);
        }
    }
}
