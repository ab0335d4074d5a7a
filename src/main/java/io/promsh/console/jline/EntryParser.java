package io.promsh.console.jline;

import io.promsh.console.EntryInsight;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor whether Enter runs the text or begins another line of it. Words are none of its business. */
final class EntryParser implements Parser {
    private final EntryInsight insight;

    EntryParser(EntryInsight insight) {
        this.insight = insight;
    }

    @Override
    public ParsedLine parse(String text, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && !endsWithEmptyLine(text) && !insight.isComplete(text)) {
            throw new EOFError(-1, cursor, "the entry goes on", "");
        }
        return new Whole(text, cursor);
    }

    /** Enter on an empty line of an entry runs it as it is: the way out of a quote that was never meant to be open. */
    private static boolean endsWithEmptyLine(String text) {
        int lastBreak = text.lastIndexOf('\n');
        return lastBreak >= 0 && text.substring(lastBreak).isBlank();
    }

    /** The text as one word. */
    private record Whole(String line, int cursor) implements ParsedLine {
        @Override
        public String word() {
            return line;
        }

        @Override
        public int wordCursor() {
            return cursor;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(line);
        }
    }
}
