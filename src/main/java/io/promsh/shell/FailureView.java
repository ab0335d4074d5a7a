package io.promsh.shell;

import io.promsh.console.Console;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;

/** Says a failure on the error stream: what happened, where, and what to type next. */
public final class FailureView {
    private FailureView() {}

    /** Prints a failure; {@code place} names the file and line of a batch, or is empty. */
    public static void show(Failure failure, String place, Console console) {
        if (failure.kind() == FailureKind.INTERRUPTED
                && place.isEmpty()
                && failure.detail().isEmpty()) {
            console.note(Line.of(failure.message(), Style.DIM));
            hint(failure, console);
            return;
        }
        String where = place.isEmpty() ? "" : Escaping.visible(place) + ": ";
        console.note(Line.of("promsh: ", Style.BAD).plus(where + Escaping.visible(failure.message()), Style.PLAIN));
        for (String line : failure.detail()) {
            console.note(Line.plain("  " + Escaping.visible(line)));
        }
        hint(failure, console);
    }

    private static void hint(Failure failure, Console console) {
        if (!failure.hint().isEmpty()) {
            console.note(Line.of("  " + Escaping.visible(failure.hint()), Style.DIM));
        }
    }

    /** Turns an exception that nobody foresaw into a failure that says what to report. */
    static Failure unforeseen(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        String where = stack.length == 0 ? "an unknown place" : stack[0].toString();
        String what = thrown.getClass().getSimpleName();
        String message = thrown.getMessage();
        String detail = message == null ? what : what + ": " + message;
        return Failure.failed(
                        "this is a bug of promsh: " + detail + " (" + where + ")",
                        "please report this line; with PROMSH_DEBUG=1 the full stack is shown")
                .withCause(thrown);
    }
}
