package io.promsh.command.recover;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.recovery.ProofFigures;
import io.promsh.recovery.Recovery;
import io.promsh.recovery.RecoveryStore;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import java.util.List;
import java.util.Optional;

/** {@code recover status}: the recoveries begun here and where each stands. */
public final class RecoverStatusCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "recover status",
            CommandGroup.BRING_BACK,
            "[ID]",
            Completes.NOTHING,
            "the recoveries begun here and where each stands",
            "With ID the checklist of that one.",
            "recover status",
            "recover status 20250803-185600");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        RecoveryStore store = new RecoveryStore(Workshops.of(context, arguments));
        String id = arguments.raw().strip();
        if (!id.isEmpty() && !Reports.wantsMachineForm(context)) {
            RecoverView.checklist(store.find(id)).forEach(context.console()::print);
            return;
        }
        Listing.Builder listing = Listing.of("recovery", "recoveries")
                .field("id", "id", Kind.ID)
                .field("target", "target", Kind.NAME, 3)
                .field("start", "start", Kind.TIME, 4)
                .field("end", "end", Kind.TIME, 5)
                .field("state", "state", Kind.STATE)
                .field("step", "next step", Kind.TEXT, 2)
                .field("samples", "samples", Kind.NUMBER, 1)
                .field("report", "report", Kind.TEXT, 6);
        for (Recovery recovery : id.isEmpty() ? store.all() : List.of(store.find(id))) {
            Optional<ProofFigures> proof = recovery.proof();
            boolean isDone = recovery.next().isEmpty();
            String state = recovery.isUndone() ? "undone" : isDone ? "ok" : "pending";
            listing.row(
                    recovery.id(),
                    recovery.request().local(),
                    recovery.request().window().start(),
                    recovery.request().window().end(),
                    proof.isPresent() && !proof.get().isPerfect() ? "failed" : state,
                    recovery.next().map(step -> step.title()).orElse(null),
                    proof.map(ProofFigures::fetched).orElse(null),
                    isDone ? recovery.reportFile().toString() : null);
        }
        Reports.print(context, listing.build(), List.of());
    }
}
