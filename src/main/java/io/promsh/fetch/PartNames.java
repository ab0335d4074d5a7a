package io.promsh.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of part files: {@code SELECTION.FROM.TO[.SHARD].part}, times in epoch milliseconds.
 *
 * @param selection which selection, by its text
 * @param shard empty for all series of the selection
 */
record PartNames(String selection, long from, long to, String shard) {
    static final Comparator<PartNames> ORDER = Comparator.comparing(PartNames::selection)
            .thenComparingLong(PartNames::from)
            .thenComparingLong(PartNames::to)
            .thenComparing(PartNames::shard);

    private static final Pattern NAME =
            Pattern.compile("([0-9a-f]{16})\\.(-?[0-9]{1,18})\\.(-?[0-9]{1,18})(?:\\.([0-9a-f-]+))?\\.part");

    static String key(Selection selection) {
        return hash(selection.text()).substring(0, 16);
    }

    /** Returns a name for shards that are read together. */
    static String group(List<Selection> shards) {
        StringBuilder all = new StringBuilder();
        shards.forEach(one -> all.append(one.text()).append('\n'));
        return hash(all.toString()).substring(0, 8);
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Digests.sha256().digest(text.getBytes(UTF_8)));
    }

    static Optional<PartNames> parse(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String shard = matcher.group(4);
        return Optional.of(new PartNames(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                shard == null ? "" : shard));
    }

    String fileName() {
        return selection + "." + from + "." + to + (shard.isEmpty() ? "" : "." + shard) + ".part";
    }
}
