package io.promsh.command.help;

import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.OptionSpec;
import io.promsh.config.Setting;
import io.promsh.text.DisplayWidth;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What help says of commands: all by group, or one in full. Made from the declarations alone. */
public final class CommandHelp {
    private static final int NAME_COLUMNS = 30;

    private CommandHelp() {}

    /** Returns the commands by group, one line each. */
    public static List<Line> overview(List<CommandSpec> specs, OptionalInt width) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.plain(
                "A line that is no command is PromQL. Tab completes, Ctrl-R searches the history, Ctrl-D leaves."));
        for (CommandGroup group : CommandGroup.values()) {
            List<CommandSpec> members =
                    specs.stream().filter(spec -> spec.group() == group).toList();
            if (members.isEmpty()) {
                continue;
            }
            lines.add(Line.EMPTY);
            lines.add(Line.of(group.title(), Style.HEADING));
            members.forEach(spec -> lines.add(entry(spec.words() + " " + spec.arguments(), spec.summary(), width)));
        }
        lines.add(Line.EMPTY);
        lines.add(Line.of(
                "help COMMAND, help FUNCTION or help METRIC tells more; LINE | CMD pipes into a system command.",
                Style.DIM));
        return lines;
    }

    /** Returns all that is known of one command. */
    public static List<Line> of(CommandSpec spec, OptionalInt width) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(spec.usage(), Style.COMMAND));
        lines.add(Line.plain("  " + spec.summary()));
        if (!spec.description().isEmpty()) {
            lines.add(Line.EMPTY);
            wrap(spec.description(), width.orElse(100) - 2).forEach(text -> lines.add(Line.plain("  " + text)));
        }
        if (!spec.options().isEmpty()) {
            lines.add(Line.EMPTY);
            for (OptionSpec option : spec.options()) {
                lines.add(entry("--" + option.name() + " " + option.placeholder(), option.summary(), width));
            }
        }
        lines.add(Line.EMPTY);
        spec.examples().forEach(example -> lines.add(Line.of("  " + example, Style.STRING)));
        lines.add(Line.EMPTY);
        lines.add(Line.of(
                "Every setting is an option too, in front of the arguments: --last 6h, -o json (see show).",
                Style.DIM));
        return lines;
    }

    /** Returns the settings as options, one line each. */
    public static List<Line> options(OptionalInt width) {
        List<Line> lines = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String name = (setting == Setting.OUTPUT ? "-o, --" : "--") + setting.word() + " " + setting.placeholder();
            lines.add(entry(name, setting.summary(), width));
        }
        return lines;
    }

    private static Line entry(String name, String summary, OptionalInt width) {
        String left = DisplayWidth.padRight("  " + name.strip(), NAME_COLUMNS);
        String gap = left.length() > NAME_COLUMNS ? "  " : "";
        int room = width.orElse(Integer.MAX_VALUE) - left.length() - gap.length();
        String right = room < 10 ? summary : DisplayWidth.cut(summary, room, "~");
        return Line.of(left + gap, Style.COMMAND).plus(right, Style.PLAIN);
    }

    /** Breaks text at blanks into lines of at most {@code columns}, longer words standing alone. */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
