package io.promsh.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promsh.model.Labels;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the labels of a source become the local target's own: labels that the source adds to everything are taken off, and bucket
 * bounds are spelt as they are spelt here ({@code 1} or {@code 1.0}).
 */
final class LabelRules {
    static final List<String> BOUNDS = List.of("le", "quantile");

    private final Set<String> strip;
    private final Map<String, String> spellings;
    private final boolean hasReplicas;

    LabelRules(Collection<String> strip, Map<String, String> spellings) {
        this(strip, spellings, false);
    }

    private LabelRules(Collection<String> strip, Map<String, String> spellings, boolean hasReplicas) {
        this.strip = new LinkedHashSet<>(strip);
        this.spellings = Map.copyOf(spellings);
        this.hasReplicas = hasReplicas;
    }

    /** Learns the rules from both sides' series; {@code strip} is known to be added by the source. */
    static LabelRules learn(Set<Labels> local, Set<Labels> source, Collection<String> strip) {
        Set<String> off = new LinkedHashSet<>(strip);
        if (!local.isEmpty()) {
            Set<String> ours = new HashSet<>();
            local.forEach(labels -> labels.forEach((name, value) -> ours.add(name)));
            added(source).forEach(name -> {
                if (!ours.contains(name)) {
                    off.add(name);
                }
            });
        }
        LabelRules found = new LabelRules(off, spellings(local));
        Set<Labels> owners = new HashSet<>();
        source.forEach(labels -> owners.add(found.apply(labels)));
        return new LabelRules(off, found.spellings, owners.size() < source.size());
    }

    /** Returns the names of labels that every series bears with the same value. */
    private static Set<String> added(Set<Labels> series) {
        Map<String, String> constant = new TreeMap<>();
        boolean first = true;
        for (Labels labels : series) {
            if (first) {
                labels.forEach(constant::put);
                first = false;
            } else {
                constant.entrySet()
                        .removeIf(entry -> !labels.get(entry.getKey()).equals(entry.getValue()));
            }
        }
        constant.remove(Labels.METRIC_NAME);
        return constant.keySet();
    }

    /**
     * Returns a label that every series of the source keeps and no local one bears, if there is one: what tells replicas or clusters
     * apart there. Where there are no local series, nothing is known.
     */
    Optional<String> foreign(Set<Labels> local, Set<Labels> source) {
        Set<String> ours = new HashSet<>();
        local.forEach(labels -> labels.forEach((name, value) -> ours.add(name)));
        Set<String> onAll = new TreeSet<>();
        source.stream().limit(1).forEach(labels -> labels.forEach((name, value) -> onAll.add(name)));
        onAll.removeAll(strip);
        onAll.removeAll(ours);
        source.forEach(labels -> onAll.removeIf(name -> labels.get(name).isEmpty()));
        return local.isEmpty() ? Optional.empty() : onAll.stream().findFirst();
    }

    /** Returns how numbers in bucket bounds are spelt here; those that are spelt in two ways are left alone. */
    private static Map<String, String> spellings(Set<Labels> local) {
        Map<String, String> found = new HashMap<>();
        Set<String> unclear = new HashSet<>();
        for (Labels labels : local) {
            for (String bound : BOUNDS) {
                String value = labels.get(bound);
                String key = key(bound, value);
                if (key != null) {
                    String other = found.putIfAbsent(key, value);
                    if (other != null && !other.equals(value)) {
                        unclear.add(key);
                    }
                }
            }
        }
        found.keySet().removeAll(unclear);
        return found;
    }

    private static @Nullable String key(String bound, String value) {
        try {
            return value.isEmpty() || value.endsWith("Inf") ? null : bound + "=" + Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns how a number in a bound may be spelt elsewhere; none for a text that is no finite number. */
    static List<String> spellingsOf(String value) {
        BigDecimal number;
        try {
            number = new BigDecimal(value).stripTrailingZeros();
        } catch (NumberFormatException e) {
            return List.of();
        }
        String plain = number.toPlainString();
        String digits = number.unscaledValue().abs().toString();
        String power = String.format(
                Locale.ROOT,
                "%s%s%se%+03d",
                number.signum() < 0 ? "-" : "",
                digits.charAt(0),
                digits.length() == 1 ? "" : "." + digits.substring(1),
                digits.length() - 1 - number.scale());
        return plain.contains(".") ? List.of(plain, power) : List.of(plain, plain + ".0", power);
    }

    /** Returns the labels that the local target would have given the series. */
    Labels apply(Labels labels) {
        Labels changed = labels;
        for (String name : strip) {
            changed = changed.without(name);
        }
        for (String bound : BOUNDS) {
            String value = changed.get(bound);
            String key = value.isEmpty() ? null : key(bound, value);
            String ours = key == null ? null : spellings.get(key);
            if (ours != null && !ours.equals(value)) {
                changed = with(changed, bound, ours);
            }
        }
        return changed;
    }

    private static Labels with(Labels labels, String name, String value) {
        Map<String, String> map = new TreeMap<>();
        labels.forEach(map::put);
        map.put(name, value);
        return Labels.of(map);
    }

    /** Returns whether several series of the source become one. */
    boolean hasReplicas() {
        return hasReplicas;
    }

    /** Returns the labels that are taken off. */
    Set<String> stripped() {
        return Set.copyOf(strip);
    }

    ObjectNode toJson() {
        ObjectNode node = Json.object();
        node.put("replicas", hasReplicas);
        node.set("strip", Json.list(List.copyOf(strip)));
        ObjectNode bounds = node.putObject("spellings");
        spellings.forEach(bounds::put);
        return node;
    }

    static LabelRules of(JsonNode node) {
        Map<String, String> spellings = new HashMap<>();
        node.path("spellings")
                .properties()
                .forEach(entry -> spellings.put(entry.getKey(), entry.getValue().asText()));
        return new LabelRules(
                Json.texts(node.path("strip")), spellings, node.path("replicas").asBoolean());
    }
}
