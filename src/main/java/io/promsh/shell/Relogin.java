package io.promsh.shell;

import io.promsh.command.Session;
import io.promsh.config.TargetSpec;
import io.promsh.console.Console;
import io.promsh.failure.Failure;
import io.promsh.target.LoginOver;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.Optional;

/** A session that is over in the middle of a line: where a person can be asked for another, the same line runs again. */
final class Relogin {
    private static final int MOST_ATTEMPTS = 3;

    private final Session session;
    private final Console console;
    private int attempts;

    /** Of one line. */
    Relogin(Session session, Console console) {
        this.session = session;
        this.console = console;
    }

    /** Returns when there is another session and the line is worth running again; throws the failure where not. */
    void orThrow(Failure failure) {
        if (!(failure.getCause() instanceof LoginOver over) || !console.isInteractive() || attempts >= MOST_ATTEMPTS) {
            throw failure;
        }
        Optional<TargetSpec> spec = session.targets().stream()
                .filter(each -> each.name().equals(over.target()))
                .findFirst();
        if (spec.isEmpty()) {
            throw failure;
        }
        attempts++;
        console.out().flush();
        console.note(Line.of(Escaping.visible(failure.message()), Style.WARNING));
        console.err().flush();
        String cookie = console.askSecret("New cookie grafana_session (empty gives up): ")
                .strip();
        if (cookie.isEmpty()) {
            throw failure;
        }
        session.renew(spec.get(), cookie);
    }
}
