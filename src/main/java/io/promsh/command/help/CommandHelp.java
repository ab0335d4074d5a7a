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

    /** Where nothing says how wide a line may be. */
    private static final int COLUMNS = 80;

    private CommandHelp() {}

    /** Returns the commands by group. */
    public static List<Line> overview(List<CommandSpec> specs, OptionalInt width) {
        List<Line> lines = new ArrayList<>();
        paragraph(
                "A line that is no command is PromQL. Tab completes, Ctrl-R searches the history, Ctrl-D leaves.",
                Style.PLAIN,
                width,
                lines);
        for (CommandGroup group : CommandGroup.values()) {
            List<CommandSpec> members =
                    specs.stream().filter(spec -> spec.group() == group).toList();
            if (members.isEmpty()) {
                continue;
            }
            lines.add(Line.EMPTY);
            lines.add(Line.of(group.title(), Style.HEADING));
            members.forEach(spec -> lines.addAll(entry(spec.words() + " " + spec.arguments(), spec.summary(), width)));
        }
        lines.add(Line.EMPTY);
        paragraph(
                "help COMMAND, help FUNCTION or help METRIC tells more; LINE | CMD pipes into a system command.",
                Style.DIM,
                width,
                lines);
        return lines;
    }

    /** Returns all that is known of one command. */
    public static List<Line> of(CommandSpec spec, OptionalInt width) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(spec.usage(), Style.COMMAND));
        wrap(spec.summary(), width.orElse(COLUMNS) - 2).forEach(text -> lines.add(Line.plain("  " + text)));
        if (!spec.description().isEmpty()) {
            lines.add(Line.EMPTY);
            wrap(spec.description(), width.orElse(COLUMNS) - 2).forEach(text -> lines.add(Line.plain("  " + text)));
        }
        if (!spec.options().isEmpty()) {
            lines.add(Line.EMPTY);
            for (OptionSpec option : spec.options()) {
                lines.addAll(entry("--" + option.name() + " " + option.placeholder(), option.summary(), width));
            }
        }
        lines.add(Line.EMPTY);
        spec.examples().forEach(example -> lines.add(Line.of("  " + example, Style.STRING)));
        lines.add(Line.EMPTY);
        paragraph(
                "Every setting is an option too, in front of the arguments: --last 6h, -o json (see show).",
                Style.DIM,
                width,
                lines);
        return lines;
    }

    /** Returns the settings as options. */
    public static List<Line> options(OptionalInt width) {
        List<Line> lines = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String name = (setting == Setting.OUTPUT ? "-o, --" : "--") + setting.word() + " " + setting.placeholder();
            lines.addAll(entry(name, setting.summary(), width));
        }
        return lines;
    }

    private static void paragraph(String text, Style style, OptionalInt width, List<Line> into) {
        wrap(text, width.orElse(COLUMNS)).forEach(line -> into.add(Line.of(line, style)));
    }

    /** A name with what it means beside it, or below it where the name is long or the terminal narrow. */
    private static List<Line> entry(String name, String summary, OptionalInt width) {
        int columns = width.orElse(COLUMNS);
        int indent = columns < 2 * NAME_COLUMNS ? 6 : NAME_COLUMNS;
        String left = "  " + name.strip();
        List<Line> lines = new ArrayList<>();
        boolean beside = DisplayWidth.of(left) < indent;
        if (!beside) {
            lines.add(Line.of(left, Style.COMMAND));
        }
        for (String text : wrap(summary, columns - indent)) {
            boolean first = beside && lines.isEmpty();
            lines.add(Line.of(DisplayWidth.padRight(first ? left : "", indent), Style.COMMAND)
                    .plus(text, Style.PLAIN));
        }
        return lines;
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
