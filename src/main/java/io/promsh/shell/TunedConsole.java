package io.promsh.shell;

import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.console.Console;
import io.promsh.text.Line;
import java.util.ArrayList;
import java.util.List;

/** The console of a line with {@code --no-color} or {@code --quiet}: without styles, or without notes. */
final class TunedConsole extends ForwardingConsole {
    private final boolean plain;
    private final boolean quiet;

    private TunedConsole(Console inner, boolean plain, boolean quiet) {
        super(inner);
        this.plain = plain;
        this.quiet = quiet;
    }

    /** Returns {@code console} as these settings want it. */
    static Console of(Console console, Settings settings) {
        boolean plain = settings.isOn(Setting.NO_COLOR);
        boolean quiet = settings.isOn(Setting.QUIET);
        return plain || quiet ? new TunedConsole(console, plain, quiet) : console;
    }

    @Override
    public void print(Line line) {
        super.print(tuned(line));
    }

    @Override
    public void note(Line line) {
        if (!quiet) {
            super.note(tuned(line));
        }
    }

    @Override
    public void page(List<Line> lines) {
        super.page(tuned(lines));
    }

    @Override
    public Live live() {
        Live inner = super.live();
        return new Live() {
            @Override
            public void show(List<Line> lines) {
                inner.show(tuned(lines));
            }

            @Override
            public boolean keyWithin(long millis) {
                return inner.keyWithin(millis);
            }

            @Override
            public void close() {
                inner.close();
            }
        };
    }

    private Line tuned(Line line) {
        return plain ? Line.plain(line.text()) : line;
    }

    private List<Line> tuned(List<Line> lines) {
        if (!plain) {
            return lines;
        }
        List<Line> tuned = new ArrayList<>(lines.size());
        lines.forEach(line -> tuned.add(tuned(line)));
        return tuned;
    }
}
