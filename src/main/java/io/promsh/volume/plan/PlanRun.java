package io.promsh.volume.plan;

import io.promsh.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs a plan step by step, in its order. A step that fails tells what state things are in and how to go back. */
public final class PlanRun {
    private static final String STATE = "state now: ";
    private static final String BACK = "to go back: ";

    private final Plan plan;
    private final PlanWatcher watcher;
    private final List<String> done = new ArrayList<>();

    /** A run that has not begun. */
    public PlanRun(Plan plan, PlanWatcher watcher) {
        this.plan = plan;
        this.watcher = watcher;
    }

    /**
     * Does the next step; {@code action} returns in a few words what came of it. What it throws is thrown on with the state and
     * the way back. Throws IllegalArgumentException when {@code name} is not the plan's next step.
     */
    public String step(String name, Supplier<String> action) {
        int position = plan.position(name);
        if (position != done.size() + 1) {
            throw new IllegalArgumentException("step " + name + " is not next in " + plan.title());
        }
        Step step = plan.step(name);
        int all = plan.steps().size();
        watcher.began(position, all, step);
        String result;
        try {
            result = action.get();
        } catch (Failure failure) {
            throw explained(failure, position, step);
        }
        done.add(name);
        watcher.ended(position, all, step, result);
        return result;
    }

    /** Shows how far the running step is. */
    public void progress(String text) {
        watcher.progressed(text);
    }

    /** Returns whether a line of a failure's detail says the state or the way back: no more true once that way was gone. */
    public static boolean isOfState(String line) {
        return line.startsWith(STATE) || line.startsWith(BACK);
    }

    private Failure explained(Failure failure, int position, Step step) {
        List<String> detail = new ArrayList<>(failure.detail());
        detail.add("step " + position + " of " + plan.steps().size() + ": " + step.act());
        detail.add("done before: " + (done.isEmpty() ? "nothing" : String.join(", ", done)));
        detail.add(STATE + step.state());
        if (!step.back().isEmpty()) {
            detail.add(BACK + step.back());
        }
        return failure.withDetail(detail);
    }
}
