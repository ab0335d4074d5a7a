package io.promsh.completion;

import io.promsh.model.MetricMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Type, help and unit of metric families, in few arrays. The help text is cut to what fits beside a candidate. A series of a
 * histogram or summary, a counter's {@code _total} and {@code _created} are found under the name of their family.
 */
final class FamilyTable {
    private static final int LONGEST_HELP = 200;
    private static final List<String> SUFFIXES =
            List.of("_bucket", "_sum", "_count", "_total", "_created", "_info", "_gsum", "_gcount");

    static final FamilyTable EMPTY = new FamilyTable(NameIndex.EMPTY, new int[0], List.of());

    final NameIndex families;
    /** Per family the number of its text in {@link #texts}. */
    final int[] textOf;
    /** Type, help and unit, each different combination once. */
    final List<MetricMetadata> texts;

    FamilyTable(NameIndex families, int[] textOf, List<MetricMetadata> texts) {
        this.families = families;
        this.textOf = textOf;
        this.texts = texts;
    }

    static FamilyTable of(Map<String, MetricMetadata> byName) {
        NameIndex families = NameIndex.of(byName.keySet());
        Map<MetricMetadata, Integer> numbers = new HashMap<>();
        List<MetricMetadata> texts = new ArrayList<>();
        int[] textOf = new int[families.size()];
        for (int i = 0; i < textOf.length; i++) {
            MetricMetadata found = byName.getOrDefault(families.get(i), MetricMetadata.UNKNOWN);
            MetricMetadata kept = new MetricMetadata(found.type(), cut(found.help()), found.unit());
            Integer number = numbers.putIfAbsent(kept, texts.size());
            textOf[i] = number == null ? texts.size() : number;
            if (number == null) {
                texts.add(kept);
            }
        }
        return new FamilyTable(families, textOf, List.copyOf(texts));
    }

    /** Returns whether both say the same. */
    boolean sameAs(FamilyTable other) {
        return Arrays.equals(families.text, other.families.text)
                && Arrays.equals(textOf, other.textOf)
                && texts.equals(other.texts);
    }

    private static String cut(String help) {
        if (help.length() <= LONGEST_HELP) {
            return help;
        }
        int end = Character.isHighSurrogate(help.charAt(LONGEST_HELP - 1)) ? LONGEST_HELP - 1 : LONGEST_HELP;
        return help.substring(0, end);
    }

    /** Returns what is known of a metric, itself or as part of its family. */
    MetricMetadata of(String metric) {
        int found = families.indexOf(metric.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < SUFFIXES.size() && found < 0; i++) {
            String suffix = SUFFIXES.get(i);
            if (metric.endsWith(suffix)) {
                String family = metric.substring(0, metric.length() - suffix.length());
                found = families.indexOf(family.getBytes(StandardCharsets.UTF_8));
            }
        }
        return found < 0 ? MetricMetadata.UNKNOWN : texts.get(textOf[found]);
    }
}
