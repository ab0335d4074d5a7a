package io.promsh.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules in words: the table {@code rules.tsv}. */
public final class Catalogue {
    private static final int COLUMNS = 6;

    private Catalogue() {}

    private static final class Table {
        static final Map<String, RuleText> ROWS = read();
    }

    /** Returns all rules, in the order of the table. */
    public static Collection<RuleText> all() {
        return Table.ROWS.values();
    }

    /** Returns the rule of an id, upper case or not, or empty. */
    public static Optional<RuleText> find(String id) {
        return Optional.ofNullable(Table.ROWS.get(id.toUpperCase(java.util.Locale.ROOT)));
    }

    /** Returns the rule of an id that is in the table. */
    public static RuleText rule(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("rules.tsv has no " + id));
    }

    private static Map<String, RuleText> read() {
        Map<String, RuleText> rows = new LinkedHashMap<>();
        InputStream in = Catalogue.class.getResourceAsStream("rules.tsv");
        if (in == null) {
            throw new IllegalStateException("rules.tsv is missing");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    RuleText row = row(line.split("\t", -1));
                    rows.put(row.id(), row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static RuleText row(String[] cells) {
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("rules.tsv: " + cells.length + " columns in the row of " + cells[0]);
        }
        List<Truth> truths = new ArrayList<>();
        List<Truth> helpful = new ArrayList<>();
        for (char letter : cells[2].toCharArray()) {
            if (Character.isLetter(letter)) {
                List<Truth> list = Character.isUpperCase(letter) ? truths : helpful;
                list.add(Truth.ofLetter(Character.toUpperCase(letter)));
            }
        }
        return new RuleText(
                cells[0],
                Severity.parse(cells[1]),
                truths,
                helpful,
                cells[2].contains("&"),
                cells[3],
                cells[4],
                cells[5]);
    }
}
