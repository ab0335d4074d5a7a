package io.promsh.promql.edit;

import io.promsh.promql.LabelMatcher;
import java.util.List;
import java.util.Optional;

/**
 * One kind of thing that can stand at the cursor, with what narrows it.
 *
 * @param kind the kind
 * @param metricName the metric around the cursor, or what was typed of one; empty text for any, nothing where no metric
 *     plays a part
 * @param labelName the label whose value is wanted
 * @param matchers for a label's value all matchers around it, as far as they are typed
 */
public record CursorContext(
        ContextKind kind, Optional<String> metricName, Optional<String> labelName, List<LabelMatcher> matchers) {

    public CursorContext {
        matchers = List.copyOf(matchers);
    }

    static CursorContext of(ContextKind kind) {
        return new CursorContext(kind, Optional.empty(), Optional.empty(), List.of());
    }

    static CursorContext of(ContextKind kind, String metricName) {
        return new CursorContext(kind, Optional.of(metricName), Optional.empty(), List.of());
    }
}
