package io.promsh.command.tsdb;

import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandSpec;
import io.promsh.config.Setting;
import io.promsh.failure.Failure;
import io.promsh.model.TimeRange;
import io.promsh.promql.LabelMatcher;
import io.promsh.promql.ParseResult;
import io.promsh.promql.PromqlParser;
import io.promsh.promql.VectorSelector;
import java.nio.file.Path;
import java.util.List;

/**
 * What a line names: a folder, and perhaps a selector behind it.
 *
 * @param from epoch milliseconds, included
 * @param to epoch milliseconds, included
 */
record TsdbTarget(Path folder, List<LabelMatcher> matchers, long from, long to) {
    static TsdbTarget of(Arguments arguments, CommandSpec spec, CommandContext context) {
        String raw = arguments.required(spec).strip();
        int end = folderEnd(raw);
        String folder = raw.substring(0, end);
        if (folder.length() >= 2 && (folder.startsWith("'") || folder.startsWith("\""))) {
            folder = folder.substring(1, folder.length() - 1);
        }
        String selector = raw.substring(end).strip();
        boolean hasWindow = context.settings().isSet(Setting.LAST)
                || context.settings().isSet(Setting.START)
                || context.settings().isSet(Setting.END);
        long from = Long.MIN_VALUE;
        long to = Long.MAX_VALUE;
        if (hasWindow) {
            TimeRange window = context.window();
            from = window.start().toEpochMilli();
            to = window.end().toEpochMilli() - 1;
        }
        return new TsdbTarget(Path.of(folder), matchers(selector), from, to);
    }

    /** Quotes around the folder keep its blanks. */
    private static int folderEnd(String raw) {
        char first = raw.charAt(0);
        if (first == '\'' || first == '"') {
            int close = raw.indexOf(first, 1);
            return close < 0 ? raw.length() : close + 1;
        }
        int end = 0;
        while (end < raw.length() && !Character.isWhitespace(raw.charAt(end))) {
            end++;
        }
        return end;
    }

    private static List<LabelMatcher> matchers(String typed) {
        String selector = typed;
        boolean isQuoted = typed.length() >= 2 && typed.startsWith("'") && typed.endsWith("'");
        if (isQuoted) {
            selector = typed.substring(1, typed.length() - 1);
        }
        if (selector.isEmpty()) {
            return List.of();
        }
        ParseResult parsed = PromqlParser.parse(selector);
        if (!parsed.isValid() || !(parsed.expr() instanceof VectorSelector vector)) {
            throw Failure.usage(
                    "'" + selector + "' is no selector", "write it like up{job=\"api\"}, or leave it out for all");
        }
        return vector.matchers();
    }
}
