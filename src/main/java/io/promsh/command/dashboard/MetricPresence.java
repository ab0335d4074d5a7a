package io.promsh.command.dashboard;

import io.promsh.command.CommandContext;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.PromDuration;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.TimeRange;
import io.promsh.target.InstantQuery;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which metrics and selectors have samples in the window. Many are asked for at once, and only their counts travel; what a server
 * refuses in one piece is asked for in halves, down to single ones, which then stay unknown.
 */
final class MetricPresence {
    private static final int NAMES_AT_ONCE = 60;
    private static final int SELECTORS_AT_ONCE = 20;
    private static final String PLACE = "promsh_place";

    private final CommandContext context;
    private final TreeSet<String> warnings = new TreeSet<>();

    MetricPresence(CommandContext context) {
        this.context = context;
    }

    /** Returns what servers said beside their answers. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Returns the number of series with samples by metric, 0 where there are none; a metric that stays unknown is left out. */
    Map<String, Long> seriesByMetric(List<String> metrics) {
        Map<String, Long> found = new HashMap<>();
        for (int i = 0; i < metrics.size(); i += NAMES_AT_ONCE) {
            metrics(metrics.subList(i, Math.min(metrics.size(), i + NAMES_AT_ONCE)), found);
        }
        return found;
    }

    private void metrics(List<String> some, Map<String, Long> found) {
        StringBuilder names = new StringBuilder();
        some.forEach(name -> names.append(names.isEmpty() ? "" : "|").append(regex(name)));
        StringBuilder selector = new StringBuilder("{__name__=~");
        quote(selector, names.toString());
        String expression = "count by (__name__) (last_over_time(" + selector + "}" + window() + "))";
        Optional<InstantVector> answer = ask(expression, some.size() == 1);
        if (answer.isEmpty()) {
            if (some.size() > 1) {
                metrics(some.subList(0, some.size() / 2), found);
                metrics(some.subList(some.size() / 2, some.size()), found);
            }
            return;
        }
        some.forEach(name -> found.put(name, 0L));
        for (Element element : answer.get().elements()) {
            found.put(element.labels().get(Labels.METRIC_NAME), (long) element.value());
        }
    }

    /** Returns the number of series with samples by selector, 0 where there are none; one that stays unknown is left out. */
    Map<String, Long> seriesBySelector(List<String> selectors) {
        Map<String, Long> found = new HashMap<>();
        for (int i = 0; i < selectors.size(); i += SELECTORS_AT_ONCE) {
            selectors(selectors.subList(i, Math.min(selectors.size(), i + SELECTORS_AT_ONCE)), found);
        }
        return found;
    }

    private void selectors(List<String> some, Map<String, Long> found) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < some.size(); i++) {
            expression.append(i == 0 ? "" : " or ");
            expression
                    .append("label_replace(count(last_over_time(")
                    .append(some.get(i))
                    .append(window());
            expression.append(")), \"").append(PLACE).append("\", \"").append(i).append("\", \"\", \"\")");
        }
        Optional<InstantVector> answer = ask(expression.toString(), some.size() == 1);
        if (answer.isEmpty()) {
            if (some.size() > 1) {
                selectors(some.subList(0, some.size() / 2), found);
                selectors(some.subList(some.size() / 2, some.size()), found);
            }
            return;
        }
        some.forEach(selector -> found.put(selector, 0L));
        for (Element element : answer.get().elements()) {
            int place = Integer.parseInt(element.labels().get(PLACE));
            found.put(some.get(place), (long) element.value());
        }
    }

    /** Returns the answer, or empty when the server refuses the question as it is; what cannot be halved is told. */
    private Optional<InstantVector> ask(String expression, boolean isLast) {
        Duration timeout = context.settings().timeout();
        // The window is half-open; a range selector ends with its last millisecond.
        Optional<java.time.Instant> at = Optional.of(context.window().end().minusMillis(1));
        try {
            QueryAnswer answer = context.target().instantQuery(InstantQuery.of(expression, at, timeout));
            warnings.addAll(answer.warnings());
            return answer.result() instanceof InstantVector vector ? Optional.of(vector) : Optional.empty();
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.FAILED && failure.kind() != FailureKind.USAGE) {
                throw failure;
            }
            if (isLast) {
                warnings.add("not known whether there is data: " + failure.message());
            }
            return Optional.empty();
        }
    }

    private String window() {
        TimeRange window = context.window();
        return "[" + PromDuration.format(window.length()) + "]";
    }

    private static String regex(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isPlain = Character.isLetterOrDigit(c) || c == '_' || c == ':';
            out.append(isPlain ? "" : "\\").append(c);
        }
        return out.toString();
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
        }
        out.append('"');
    }
}
