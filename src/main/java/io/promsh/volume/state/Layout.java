package io.promsh.volume.state;

import io.promsh.docker.state.StatefulService;
import io.promsh.docker.state.StatefulServices;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What data looks like from outside: names that stand in its folder. Recognises a volume that no container uses any more. The
 * table is that of {@link StatefulServices}.
 */
public record Layout(StatefulService kind) {
    /** From the surest to the least sure: the first that fits counts. */
    public static final List<Layout> ALL =
            StatefulServices.all().stream().map(Layout::new).toList();

    /** Returns the name of the service, as {@link KnownService} has it. */
    public String service() {
        return kind.name();
    }

    /** Returns whether the folder with these entries has this layout; {@code has} is asked for a name, a folder's with a slash. */
    public boolean fits(Predicate<String> has) {
        return kind.isLayout(has);
    }

    /** Returns the first layout that fits. */
    public static Optional<Layout> recognise(Predicate<String> has) {
        return ALL.stream().filter(layout -> layout.fits(has)).findFirst();
    }
}
