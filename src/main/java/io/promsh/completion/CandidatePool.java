package io.promsh.completion;

import io.promsh.model.MetricMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what fits what was typed, from several sources, and hands out the best. A better kind of fit comes first; within a kind
 * the sources come in the order in which they were added; within a source the rank decides.
 */
final class CandidatePool {
    /** Candidates offered at most; the rest is counted. */
    static final int MOST = 100;

    private final String typed;
    private final FuzzyRank rank;
    private final List<Entry> entries = new ArrayList<>();
    private int source;
    private long total;
    private boolean exact = true;
    private boolean loading;

    private record Entry(long rank, int source, String name, Maker maker) {}

    /** Makes the candidate of a name, or nothing when it cannot stand at the place. */
    interface Maker {
        @Nullable
        Candidate of(String name);
    }

    CandidatePool(String typed) {
        this.typed = typed;
        this.rank = new FuzzyRank(FuzzyQuery.of(typed));
    }

    /** Adds those of a few words that fit. */
    void addWords(List<String> words, Maker maker) {
        source++;
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            long fit = typed.isEmpty() ? FuzzyRank.UNASKED : rank.of(bytes, 0, bytes.length);
            if (fit != FuzzyRank.NONE) {
                entries.add(new Entry(fit, source, word, maker));
                total++;
            }
        }
    }

    /** Adds the best of the names that fit. */
    void addNames(NameLookup lookup, Maker maker) {
        addNames(lookup, MOST, maker);
    }

    private void addNames(NameLookup lookup, int most, Maker maker) {
        source++;
        loading |= lookup.loading();
        NameMatches matches = lookup.names().search(typed, most);
        for (NameMatch match : matches.best()) {
            entries.add(new Entry(match.rank(), source, match.name(), maker));
        }
        total += matches.total();
        exact &= matches.totalIsExact();
    }

    /** Adds metric names: those held, and where these are not all, what the target finds by the text typed. */
    void addMetrics(Catalog catalog, Maker maker) {
        NameLookup held = catalog.metricNames();
        // With nothing typed, every other source is to have its share.
        addNames(held, typed.isEmpty() ? MOST / 2 : MOST, maker);
        if (held.complete() || typed.length() < 2) {
            return;
        }
        NameLookup found = catalog.metricNamesLike(typed);
        loading |= found.loading();
        exact = false;
        for (NameMatch match : found.names().search(typed, MOST).best()) {
            if (!held.names().contains(match.name())) {
                entries.add(new Entry(match.rank(), source, match.name(), maker));
                total++;
            }
        }
    }

    String typed() {
        return typed;
    }

    Completion completion(int from, int to) {
        // The sort is stable: equal ranks stay in the order of the names.
        entries.sort(Comparator.<Entry>comparingInt(entry -> FuzzyRank.kind(entry.rank()))
                .thenComparingInt(Entry::source)
                .thenComparingLong(Entry::rank));
        List<Candidate> best = new ArrayList<>();
        for (Entry entry : entries) {
            if (best.size() == MOST) {
                break;
            }
            Candidate candidate = entry.maker().of(entry.name());
            if (candidate == null) {
                total--;
                continue;
            }
            best.add(candidate);
        }
        int more = (int) Math.max(0, Math.min(Integer.MAX_VALUE, total - best.size()));
        return new Completion(from, to, best, more, exact || more == 0, loading);
    }

    /** Returns the few words beside a metric: its type and its help. */
    static String describe(MetricMetadata metadata) {
        String type = metadata.type().equals("unknown") ? "" : metadata.type();
        String help = QuotedText.shown(metadata.help().strip().replaceAll("\\s+", " "));
        return type.isEmpty() || help.isEmpty() ? type + help : type + "  " + help;
    }
}
