package io.promsh.command.guard;

import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.command.Consent;
import io.promsh.command.Reports;
import io.promsh.command.steps.Services;
import io.promsh.command.steps.Undertakings;
import io.promsh.docker.Container;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.volume.compose.ComposeProgram;
import io.promsh.volume.gate.Act;
import io.promsh.volume.gate.Gate;
import io.promsh.volume.state.ServiceState;
import io.promsh.volume.state.StatePath;
import java.util.ArrayList;
import java.util.List;

/** Compose on one project, behind the gate. */
final class GatedCompose {
    private static final int SECONDS = 600;

    private final DockerEngine engine;
    private final Container any;
    private final List<Container> containers;
    private final List<StatePath> state = new ArrayList<>();

    /**
     * Looks at what is touched.
     *
     * @param any container of the project
     * @param containers those that may be touched; none where nothing stands yet that could be
     */
    GatedCompose(Undertakings work, Container any, List<Container> containers) {
        this.engine = work.engine();
        this.any = any;
        this.containers = containers;
        for (Container container : containers) {
            engine.container(container.id()).ifPresent(detail -> state.addAll(ServiceState.of(detail, engine::volume)));
        }
    }

    /** Throws REFUSED where an act would lose something that these containers hold. */
    void pass(Act act, String typed) {
        Gate.pass(act, typed, state);
    }

    /** Wants the project's name. */
    void consent(Arguments arguments, CommandContext context) {
        List<String> names =
                containers.stream().map(Container::displayName).sorted().toList();
        Consent.toLose(
                context,
                arguments,
                Services.projectOf(any),
                List.of("the containers of " + String.join(", ", names) + " (what their volumes hold is kept)"));
    }

    /** Lets Compose do it, then shows where the state is. */
    void run(List<String> words, CommandContext context) {
        ComposeProgram compose = ComposeProgram.of(
                any.compose().orElseThrow(() -> Failure.failed("no Compose project", "")), engine.address());
        String output = compose.must(words, SECONDS);
        output.lines().forEach(line -> context.console().note(Line.of(Escaping.visible(line), Style.DIM)));
        Reports.print(context, kept(), List.of());
    }

    /** Returns where the state lies that these containers held. */
    private Listing kept() {
        Listing.Builder listing = Listing.of("path", "paths")
                .field("service", "service", Kind.NAME)
                .field("path", "path", Kind.NAME)
                .field("storage", "on", Kind.TEXT)
                .field("where", "where", Kind.NAME)
                .field("isThere", "still there", Kind.FLAG);
        for (StatePath path : state) {
            boolean isVolume = path.storage() == io.promsh.volume.state.Storage.NAMED;
            boolean isThere = !isVolume || engine.volume(path.where()).isPresent();
            listing.row(path.service(), path.path(), path.storage().words(), path.where(), isThere);
        }
        return listing.build();
    }
}
