package io.promsh.volume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.promsh.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanRunTest {
    private static final Plan PLAN = new Plan(
            "restart prometheus",
            List.of(),
            List.of(
                    new Step("stop", "stop it", "it has ended", "it runs", ""),
                    new Step("start", "start it", "it runs", "it is stopped", "docker start abc")));

    @Test
    void saysWhatStateThingsAreInAndHowToGoBack() {
        PlanRun run = new PlanRun(PLAN, PlanWatcher.NONE);
        run.step("stop", () -> "stopped");
        Failure failure = assertThrows(
                Failure.class,
                () -> run.step("start", () -> {
                    throw Failure.failed("no room", "make some").withDetail(List.of("disk is full"));
                }));
        assertEquals("no room", failure.message());
        assertEquals("make some", failure.hint());
        assertEquals(
                List.of(
                        "disk is full",
                        "step 2 of 2: start it",
                        "done before: stop",
                        "state now: it is stopped",
                        "to go back: docker start abc"),
                failure.detail());
    }

    @Test
    void keepsToTheOrder() {
        PlanRun run = new PlanRun(PLAN, PlanWatcher.NONE);
        assertThrows(IllegalArgumentException.class, () -> run.step("start", () -> ""));
        assertThrows(IllegalArgumentException.class, () -> run.step("nothing", () -> ""));
        Step twice = PLAN.steps().get(0);
        assertThrows(IllegalArgumentException.class, () -> new Plan("x", List.of(), List.of(twice, twice)));
    }

    @Test
    void tellsEachStepAndItsResult() {
        List<String> told = new ArrayList<>();
        PlanRun run = new PlanRun(PLAN, new PlanWatcher() {
            @Override
            public void began(int position, int of, Step step) {
                told.add(position + "/" + of + " " + step.name());
            }

            @Override
            public void progressed(String text) {
                told.add(text);
            }

            @Override
            public void ended(int position, int of, Step step, String result) {
                told.add(result);
            }
        });
        run.step("stop", () -> {
            run.progress("half");
            return "done";
        });
        assertEquals(List.of("1/2 stop", "half", "done"), told);
    }
}
