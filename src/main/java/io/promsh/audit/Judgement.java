package io.promsh.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one rule says: findings, and why it cannot say more. */
public final class Judgement {
    private final RuleText rule;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private Optional<Unjudged> unjudged = Optional.empty();

    Judgement(RuleText rule) {
        this.rule = rule;
    }

    /** Tells a finding; the same of the same subject in files and engine is one with the evidence of both. */
    public void found(String subject, String message, Fix fix, Evidence... evidence) {
        found(subject, subject, message, fix, evidence);
    }

    /** Tells a finding; what has the same {@code key} is one. */
    public void found(String key, String subject, String message, Fix fix, Evidence... evidence) {
        Finding finding = new Finding(rule, subject, message, List.of(evidence), fix);
        findings.merge(key, finding, Finding::and);
    }

    /** Tells that the rule could not be judged at all. */
    public void unknown(String reason) {
        unjudged = Optional.of(new Unjudged(rule, reason, false));
    }

    /** Tells that a part could not be judged. */
    public void unknownInPart(String reason) {
        if (unjudged.isEmpty()) {
            unjudged = Optional.of(new Unjudged(rule, reason, true));
        }
    }

    /** Returns the catalogue's advice as a fix without edits. */
    public Fix advice() {
        return Fix.of(rule.fix());
    }

    /** Returns the rule's text. */
    public RuleText rule() {
        return rule;
    }

    List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    Optional<Unjudged> unjudged() {
        return unjudged;
    }
}
