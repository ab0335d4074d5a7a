package io.promsh.audit;

import java.util.List;

/**
 * A row of the catalogue.
 *
 * @param truths what it looks at
 * @param helpful what it looks at where it is there; without it, it is half judged
 * @param needsAll whether it needs every one of them; else any of them will do, and what is missing makes it half judged
 * @param title what it is about, a few words
 * @param consequence what happens where it applies, one sentence
 * @param fix what to do about it, one sentence
 */
public record RuleText(
        String id,
        Severity severity,
        List<Truth> truths,
        List<Truth> helpful,
        boolean needsAll,
        String title,
        String consequence,
        String fix) {
    public RuleText {
        truths = List.copyOf(truths);
        helpful = List.copyOf(helpful);
    }

    /** Returns the family: the letters of the id. */
    public String family() {
        return id.substring(0, 3);
    }
}
