package io.promsh.promql;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The conformance material, which is no part of the project: the folder named by the system property {@code promsh.corpora},
 * else {@code ../shared/corpora}. Without it tests skip and say so, and fail where the environment says CI.
 */
public final class Corpora {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private Corpora(Path folder) {
        this.folder = folder;
    }

    /** The material, or the calling test ends here. */
    public static Corpora require() {
        Path folder = Path.of(System.getProperty("promsh.corpora", "../shared/corpora"));
        if (!Files.isDirectory(folder)) {
            String reason = "no conformance material in " + folder + " (name it with -Dpromsh.corpora=DIR)";
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            System.out.println("skipped: " + reason);
            assumeTrue(false, reason);
        }
        return new Corpora(folder);
    }

    /** Whether the material is there; for tests that can do with less. */
    public static boolean isPresent() {
        return Files.isDirectory(Path.of(System.getProperty("promsh.corpora", "../shared/corpora")));
    }

    /** The cases of a file of JSON lines, such as {@code parser/lexer-cases.jsonl}; none when there is no such file. */
    public List<JsonNode> lines(String file) {
        List<JsonNode> cases = new ArrayList<>();
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            return cases;
        }
        try {
            for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
                if (!line.isBlank()) {
                    cases.add(JSON.readTree(line));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return cases;
    }

    /** A file or folder of the material; without it the calling test ends here. */
    public Path path(String name) {
        assumeTrue(Files.exists(folder.resolve(name)), () -> "no " + name + " in " + folder);
        return folder.resolve(name);
    }

    /** A whole JSON document; without it the calling test ends here. */
    public JsonNode document(String file) {
        assumeTrue(Files.exists(folder.resolve(file)), () -> "no " + file + " in " + folder);
        try {
            return JSON.readTree(folder.resolve(file).toFile());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The input of a case, from {@code input} or {@code input_b64}. */
    public static SourceText input(JsonNode test) {
        if (test.hasNonNull("input")) {
            return SourceText.of(test.get("input").textValue());
        }
        return SourceText.ofUtf8(
                Base64.getDecoder().decode(test.get("input_b64").textValue()));
    }

    /** Counts the cases of one kind that pass and keeps what was wrong with the others. */
    public static final class Tally {
        private static final int SHOWN = 15;

        private final String kind;
        private int total;
        private final List<String> failures = new ArrayList<>();

        public Tally(String kind) {
            this.kind = kind;
        }

        /** Compares one case; any failure of the check counts. */
        public void check(String input, Runnable check) {
            total++;
            try {
                check.run();
            } catch (AssertionError | RuntimeException wrong) {
                failures.add(kind + ": " + input + "\n    "
                        + String.valueOf(wrong.getMessage()).replace("\n", "\n    "));
            }
        }

        public List<String> failures() {
            return failures.subList(0, Math.min(SHOWN, failures.size()));
        }

        public boolean isPerfect() {
            return failures.isEmpty();
        }

        /** As in {@code parser 378/378}. */
        @Override
        public String toString() {
            return kind + " " + (total - failures.size()) + "/" + total;
        }
    }

    private static final List<String> FIRST = List.of("parser", "lexer", "printer", "completion", "linter");
    private static final Map<String, String> SO_FAR = new LinkedHashMap<>();

    /** The parser's and the editor's cases are two tests of one run: the later one prints one line for both. */
    private static synchronized void tellAllSoFar(List<String> counts) {
        counts.forEach(count -> SO_FAR.put(count.substring(0, count.indexOf(' ')), count));
        List<String> ordered = new ArrayList<>();
        FIRST.stream().filter(SO_FAR::containsKey).forEach(name -> ordered.add(SO_FAR.get(name)));
        SO_FAR.forEach((name, count) -> {
            if (!FIRST.contains(name)) {
                ordered.add(count);
            }
        });
        System.out.println("conformance: " + String.join(", ", ordered));
    }

    /** Prints the counts on one line and fails unless all cases of all kinds passed. */
    public static void report(List<Tally> tallies) {
        List<String> counts = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Tally tally : tallies) {
            counts.add(tally.toString());
            failures.addAll(tally.failures());
        }
        tellAllSoFar(counts);
        // A folder may lack a kind of case, but not all of them.
        boolean empty = tallies.stream().allMatch(tally -> tally.total == 0);
        if (empty || !tallies.stream().allMatch(Tally::isPerfect)) {
            fail(String.join(", ", counts) + "\n" + String.join("\n", failures));
        }
    }
}
