package io.promsh.volume.plan;

import java.util.List;

/**
 * What will be done, before it is done: a pure value.
 *
 * @param title what it is for: {@code restart prometheus}
 * @param facts what was found and why the plan is safe, a sentence each
 * @param steps in their order
 */
public record Plan(String title, List<String> facts, List<Step> steps) {
    public Plan {
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
        if (steps.stream().map(Step::name).distinct().count() != steps.size()) {
            throw new IllegalArgumentException("two steps bear one name");
        }
    }

    /** Returns where a step stands, from 1. Throws IllegalArgumentException when the plan has none of that name. */
    public int position(String name) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(name)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no step " + name + " in " + title);
    }

    /** Returns a step by its name. */
    public Step step(String name) {
        return steps.get(position(name) - 1);
    }
}
