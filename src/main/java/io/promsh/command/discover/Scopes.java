package io.promsh.command.discover;

import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.config.Setting;
import io.promsh.model.TimeRange;
import io.promsh.target.MetadataScope;
import io.promsh.target.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What discovery asks for: the window only where the user gave one, for the server's own default is all it has. */
final class Scopes {
    /** More names than anyone reads; keeps a huge server from being downloaded. */
    static final int CEILING = 1_000_000;

    private Scopes() {}

    static MetadataScope of(CommandContext context, Arguments arguments, String... selectors) {
        boolean hasWindow = context.settings().isSet(Setting.LAST)
                || context.settings().isSet(Setting.START)
                || context.settings().isSet(Setting.END);
        Optional<TimeRange> range = hasWindow ? Optional.of(context.window()) : Optional.empty();
        return new MetadataScope(
                List.of(selectors), range, CEILING, context.settings().timeout());
    }

    static List<String> warnings(Page<?> page) {
        List<String> warnings = new ArrayList<>(page.warnings());
        if (page.truncated()) {
            warnings.add("the target has more than " + page.items().size() + "; narrow it down with a selector");
        }
        return warnings;
    }
}
