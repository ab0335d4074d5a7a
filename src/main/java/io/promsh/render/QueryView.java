package io.promsh.render;

import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.Scalar;
import io.promsh.model.QueryResult.StringValue;
import io.promsh.model.SampleKind;
import io.promsh.text.Escaping;
import io.promsh.text.HumanNumbers;
import io.promsh.text.Line;
import io.promsh.text.Span;
import io.promsh.text.Style;
import io.promsh.text.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The answer to a query as a person at a terminal reads it. */
public final class QueryView {
    private QueryView() {}

    /** Returns the view for the kind of result that it is; an empty result has no lines and says so in its footer. */
    public static View of(QueryAnswer answer, ViewOptions options) {
        View view = answer.result()
                .fold(
                        vector -> new InstantVectorView(vector, options).draw(),
                        matrix -> answer.kind() == SampleKind.RAW
                                ? new RawView(matrix, options).draw()
                                : new RangeVectorView(matrix, options).draw(),
                        scalar -> scalar(scalar, options),
                        string -> string(string, options));
        return view.wrappedFooter(options.width().orElse(Integer.MAX_VALUE));
    }

    /**
     * Returns what must be said beside any result, in any format: warnings, remarks, that it is partial or thinned. Empty when
     * there is nothing.
     */
    public static List<Line> notes(QueryAnswer answer) {
        List<Line> notes = new ArrayList<>();
        answer.warnings().forEach(warning -> notes.add(note("warning: ", Style.WARNING, warning)));
        answer.infos().forEach(remark -> notes.add(note("info: ", Style.DIM, remark)));
        if (answer.partial()) {
            notes.add(note("partial: ", Style.BAD, "something is missing from this answer"));
        }
        if (answer.kind() == SampleKind.RESAMPLED) {
            notes.add(note("resampled: ", Style.WARNING, "these are not all of the samples"));
        }
        return notes;
    }

    private static Line note(String head, Style style, String text) {
        return new Line(List.of(new Span(head, style), Span.plain(Escaping.visible(text))));
    }

    private static View scalar(Scalar scalar, ViewOptions options) {
        Line value = Line.of(HumanNumbers.value(scalar.value()), Style.NUMBER);
        return new View(List.of(value), List.of(footer("scalar", scalar.time(), options)));
    }

    private static View string(StringValue string, ViewOptions options) {
        Line value = Line.of(Escaping.visible(string.value()), Style.STRING);
        return new View(List.of(value), List.of(footer("string", string.time(), options)));
    }

    private static Line footer(String what, Instant time, ViewOptions options) {
        long at = time.toEpochMilli();
        String when = Timestamps.dateTime(at, options.zone()) + " " + Timestamps.zoneName(options.zone());
        return Line.of(what + " at " + when, Style.DIM);
    }
}
