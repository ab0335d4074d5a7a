package io.promsh.command;

import io.promsh.dashboard.Dashboard;
import io.promsh.dashboard.DashboardReader;
import io.promsh.dashboard.DashboardUse;
import io.promsh.dashboard.Intervals;
import io.promsh.dashboard.LibraryPanelFiles;
import io.promsh.dashboard.LibraryPanels;
import io.promsh.dashboard.Unresolved;
import io.promsh.dashboard.VariableSource;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.DashboardSource;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.Page;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dashboard named on the command line: a file, or the uid of one that the target keeps. Commands that take one add
 * {@link #VAR} and {@link #LIBRARY} to their options.
 */
public final class DashboardArgument {
    public static final OptionSpec VAR = new OptionSpec(
            "var",
            "NAME=VALUE",
            "the value of a variable of the dashboard; may be given several times",
            Completes.NOTHING);
    public static final OptionSpec LIBRARY = new OptionSpec(
            "library",
            "PATH",
            "JSON of library panels, a file or a folder; may be given several times",
            Completes.FILE);

    /** More values of a variable than this are as good as any. */
    private static final int MAX_VALUES = 1000;

    private final Arguments arguments;
    private final CommandContext context;

    public DashboardArgument(Arguments arguments, CommandContext context) {
        this.arguments = arguments;
        this.context = context;
    }

    /**
     * Returns what the dashboard uses, its variables resolved with the options given, the dashboard's own values and, where
     * {@code asksTarget}, the target's.
     *
     * @param fileOrUid a path, or a uid where the target keeps dashboards
     */
    public DashboardUse read(String fileOrUid, boolean asksTarget) {
        Optional<DashboardSource> store = asksTarget ? context.target().dashboards() : Optional.empty();
        Dashboard dashboard = dashboard(fileOrUid, store);
        VariableSource source = asksTarget ? new TargetValues(context) : VariableSource.NONE;
        return DashboardUse.of(dashboard, given(), source, Intervals.of(context.window()));
    }

    private Dashboard dashboard(String fileOrUid, Optional<DashboardSource> store) {
        Path file = Path.of(fileOrUid);
        LibraryPanels library =
                new LibraryPanelFiles(arguments.options().getOrDefault(LIBRARY.name(), List.of()).stream()
                        .map(Path::of)
                        .toList());
        LibraryPanels all = store.map(kept -> library.or((uid, name) -> kept.libraryPanel(uid)))
                .orElse(library);
        DashboardReader reader = new DashboardReader(all);
        boolean isUid = !Files.exists(file) && store.isPresent();
        if (!isUid) {
            return reader.read(file);
        }
        String json = store.orElseThrow().dashboard(fileOrUid);
        return reader.read(json, "dashboard " + fileOrUid);
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String pair : arguments.options().getOrDefault(VAR.name(), List.of())) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw Failure.usage("'" + pair + "' gives no variable a value", "write --var job=traffic");
            }
            given.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return given;
    }

    /** Says on stderr what stays unresolved, each with its place, also with {@code --quiet}: nothing is lost in silence. */
    public static void tellUnresolved(CommandContext context, DashboardUse use) {
        for (Unresolved unresolved : use.unresolved()) {
            String text = unresolved.place().words() + ": " + unresolved.reason();
            String expression = unresolved.text().isEmpty() ? "" : "  " + unresolved.text();
            context.console()
                    .note(Line.of("unresolved: ", Style.WARNING)
                            .plus(Escaping.visible(text), Style.PLAIN)
                            .plus(Escaping.visible(expression), Style.DIM));
        }
    }

    /** What the target knows of the values of variables. */
    private record TargetValues(CommandContext context) implements VariableSource {
        @Override
        public Optional<List<String>> labelValues(String label, String selector) {
            MetricsTarget target = context.target();
            List<String> selectors = selector.isEmpty() ? List.of() : List.of(selector);
            MetadataScope scope = new MetadataScope(
                    selectors,
                    Optional.of(context.window()),
                    MAX_VALUES,
                    context.settings().timeout());
            try {
                Page<String> page = target.labelValues(label, scope);
                return page.truncated() ? Optional.empty() : Optional.of(new ArrayList<>(page.items()));
            } catch (Failure failure) {
                // A variable that cannot be asked for is said to be open; a target that does not answer at all is a
                // failure.
                boolean isOver = failure.kind() == FailureKind.INTERRUPTED
                        || failure.kind() == FailureKind.UNREACHABLE
                        || failure.kind() == FailureKind.DENIED;
                if (isOver) {
                    throw failure;
                }
                return Optional.empty();
            }
        }
    }
}
