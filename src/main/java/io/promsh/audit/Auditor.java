package io.promsh.audit;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges facts by rules. What lacks a truth it needs is not judged and told so. */
public final class Auditor {
    private Auditor() {}

    /**
     * Judges.
     *
     * @param missing why a truth cannot be had, for each that cannot
     * @param partial why a truth is had in part only, for each of which that is so
     */
    public static <F> Report judge(
            String project,
            F facts,
            List<Rule<F>> rules,
            Map<Truth, String> missing,
            Map<Truth, String> partial,
            List<String> notes) {
        List<Finding> findings = new ArrayList<>();
        List<Unjudged> unjudged = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (Rule<F> rule : rules) {
            RuleText text = Catalogue.rule(rule.id());
            List<Truth> absent =
                    text.truths().stream().filter(missing::containsKey).toList();
            boolean isBlind = text.needsAll()
                    ? !absent.isEmpty()
                    : absent.size() == text.truths().size();
            if (isBlind) {
                unjudged.add(new Unjudged(text, missing.getOrDefault(absent.get(0), ""), false));
                continue;
            }
            Judgement judgement = new Judgement(text);
            ask(rule, facts, judgement);
            tellParts(text, missing, partial, judgement);
            findings.addAll(judgement.findings());
            judgement.unjudged().ifPresent(unjudged::add);
            if (judgement.findings().isEmpty() && judgement.unjudged().isEmpty()) {
                good.add(text.id());
            }
        }
        return new Report(project, findings, unjudged, good, notes);
    }

    private static void tellParts(
            RuleText text, Map<Truth, String> missing, Map<Truth, String> partial, Judgement judgement) {
        List<Truth> looksAt = new ArrayList<>(text.truths());
        looksAt.addAll(text.helpful());
        for (Truth truth : looksAt) {
            if (missing.containsKey(truth)) {
                judgement.unknownInPart(missing.get(truth));
            } else if (partial.containsKey(truth)) {
                judgement.unknownInPart(partial.get(truth));
            }
        }
    }

    private static <F> void ask(Rule<F> rule, F facts, Judgement judgement) {
        try {
            rule.check().check(facts, judgement);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            judgement.unknown(failure.message());
        }
    }
}
