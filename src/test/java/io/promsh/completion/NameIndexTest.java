package io.promsh.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NameIndexTest {
    private static List<String> found(NameIndex index, String typed, int most) {
        return index.search(typed, most).best().stream().map(NameMatch::name).toList();
    }

    @Test
    void findsByTheInitialsOfWords() {
        NameIndex index =
                NameIndex.of(List.of("traffic_vehicles_total", "up", "go_goroutines", "traffic_errors_total"));
        assertEquals(List.of("traffic_vehicles_total"), found(index, "trv", 10));
    }

    @Test
    void ranksPrefixBeforeWordBeforeInitialsBeforeInsideBeforeScattered() {
        NameIndex index = NameIndex.of(List.of(
                "rate",
                "rate_limit",
                "http_rate",
                "requests_active_total_errors",
                "crater",
                "request_data_totals_e",
                "xrxaxtxe"));
        assertEquals(
                List.of("rate", "rate_limit", "http_rate", "requests_active_total_errors", "crater", "xrxaxtxe"),
                found(index, "rate", 10).stream()
                        .filter(name -> !name.equals("request_data_totals_e"))
                        .toList());
    }

    @Test
    void prefersShorterNamesAndThenTheirOwnOrder() {
        NameIndex index = NameIndex.of(List.of("node_load15", "node_load5", "node_load1", "node_loadx"));
        assertEquals(List.of("node_load1", "node_load5", "node_loadx", "node_load15"), found(index, "node_l", 10));
    }

    @Test
    void prefersFewerRunsAmongInitials() {
        NameIndex index = NameIndex.of(List.of("n_o_c", "node_cpu_seconds"));
        assertEquals(List.of("node_cpu_seconds", "n_o_c"), found(index, "noc", 10));
    }

    @Test
    void foldsCaseUnlessACapitalIsTyped() {
        NameIndex index = NameIndex.of(List.of("kafka_BrokerTopicMetrics", "kafka_brokertopic", "KAFKA_X"));
        assertEquals(List.of("KAFKA_X", "kafka_brokertopic", "kafka_BrokerTopicMetrics"), found(index, "kafka", 10));
        assertEquals(List.of("kafka_BrokerTopicMetrics"), found(index, "BTM", 10));
    }

    @Test
    void findsNamesThatAreNotAscii() {
        NameIndex index = NameIndex.of(List.of("temp\u00e9rature.salle", "http.requests", "\u6e29\u5ea6"));
        assertEquals(List.of("temp\u00e9rature.salle"), found(index, "p\u00e9r", 10));
        assertEquals(List.of("\u6e29\u5ea6"), found(index, "\u5ea6", 10));
        assertEquals(List.of("http.requests"), found(index, "h.r", 10));
    }

    @Test
    void givesTheFirstNamesWhenNothingIsTyped() {
        NameIndex index = NameIndex.of(List.of("b", "a", "c", "a"));
        NameMatches matches = index.search("", 2);
        assertEquals(
                List.of("a", "b"), matches.best().stream().map(NameMatch::name).toList());
        assertEquals(3, matches.total());
    }

    @Test
    void knowsItsNames() {
        NameIndex index = NameIndex.of(List.of("Up", "up", "uP", "zz", "\ud83d\ude00", "\uffee"));
        for (String name : index.asList()) {
            assertTrue(index.contains(name), name);
        }
        assertFalse(index.contains("UP"));
        assertEquals(List.of("\uffee", "\ud83d\ude00"), index.asList().subList(4, 6));
    }

    @Test
    void countsAndRanksAsReadingEveryNameWould() {
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            List<String> names = names(random, 1 + random.nextInt(700));
            NameIndex index = NameIndex.of(names);
            for (int i = 0; i < 40; i++) {
                String typed = word(random, 1 + random.nextInt(5));
                NameMatches matches = index.search(typed, 10_000);
                assertTrue(matches.totalIsExact());
                assertEquals(
                        expected(new TreeSet<>(names), typed),
                        matches.best().stream()
                                .map(match -> FuzzyRank.kind(match.rank()) + match.name())
                                .sorted()
                                .toList(),
                        typed);
                assertEquals(matches.total(), matches.best().size(), typed);
                int few = Math.min(7, matches.total());
                assertEquals(
                        matches.best().subList(0, few).stream()
                                .map(NameMatch::rank)
                                .toList(),
                        index.search(typed, 7).best().stream()
                                .map(NameMatch::rank)
                                .toList(),
                        typed);
            }
        }
    }

    private static List<String> expected(Set<String> names, String typed) {
        List<String> fitting = new ArrayList<>();
        FuzzyRank rank = new FuzzyRank(FuzzyQuery.of(typed));
        for (String name : names) {
            byte[] bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertEquals(
                    isSubsequence(name, typed), rank.of(bytes, 0, bytes.length) != FuzzyRank.NONE, name + " " + typed);
            if (isSubsequence(name, typed)) {
                fitting.add(FuzzyRank.kind(rank.of(bytes, 0, bytes.length)) + name);
            }
        }
        fitting.sort(null);
        return fitting;
    }

    private static boolean isSubsequence(String name, String typed) {
        boolean exact = !typed.equals(typed.toLowerCase(Locale.ROOT));
        String text = exact ? name : name.toLowerCase(Locale.ROOT);
        int at = 0;
        for (int i = 0; i < typed.length(); i++) {
            at = text.indexOf(typed.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return true;
    }

    private static List<String> names(Random random, int count) {
        List<String> names = new ArrayList<>();
        while (names.size() < count) {
            StringBuilder name = new StringBuilder();
            for (int i = random.nextInt(5); i >= 0; i--) {
                name.append(word(random, 1 + random.nextInt(4))).append(i > 0 ? "_:.".charAt(random.nextInt(3)) : "");
            }
            names.add(name.toString());
        }
        return names;
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append("abcdeABC01_.\u00e9".charAt(random.nextInt(random.nextInt(4) == 0 ? 13 : 5)));
        }
        return word.toString();
    }
}
