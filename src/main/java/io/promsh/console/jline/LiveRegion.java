package io.promsh.console.jline;

import io.promsh.console.Console;
import io.promsh.text.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** A region that is redrawn in place; only what changed is sent. The last frame stays on the screen. */
final class LiveRegion implements Console.Live {
    private final Terminal terminal;
    private final EditorTheme theme;
    private final Display display;
    private final Attributes before;
    private final Size drawnSize = new Size();

    LiveRegion(Terminal terminal, EditorTheme theme) {
        this.terminal = terminal;
        this.theme = theme;
        display = new Display(terminal, false);
        before = terminal.enterRawMode();
        terminal.puts(Capability.cursor_invisible);
        resize();
    }

    private void resize() {
        Size size = terminal.getSize();
        int rows = size.getRows() > 0 ? size.getRows() : 24;
        int columns = size.getColumns() > 0 ? size.getColumns() : 80;
        drawnSize.copy(new Size(columns, rows));
        display.resize(rows, columns);
    }

    @Override
    public void show(List<Line> lines) {
        Size now = terminal.getSize();
        if (now.getRows() > 0
                && !(now.getRows() == drawnSize.getRows() && now.getColumns() == drawnSize.getColumns())) {
            // The terminal has reflowed what was drawn: begin anew below it.
            terminal.puts(Capability.clear_screen);
            display.reset();
            resize();
        }
        int rows = Math.max(1, drawnSize.getRows() - 1);
        List<AttributedString> painted = new ArrayList<>();
        for (Line line : lines.subList(0, Math.min(rows, lines.size()))) {
            painted.add(theme.paint(line).columnSubSequence(0, drawnSize.getColumns()));
        }
        // The cursor ends behind the last line, so that what is printed afterwards follows it.
        int last = Math.max(0, painted.size() - 1);
        int column = painted.isEmpty() ? 0 : painted.get(last).columnLength();
        display.update(painted, drawnSize.cursorPos(last, column));
        terminal.flush();
    }

    @Override
    public boolean keyWithin(long millis) {
        try {
            int key = terminal.reader().read(Math.max(1, millis));
            if (key == NonBlockingReader.READ_EXPIRED) {
                return false;
            }
            // The rest of an escape sequence belongs to the same key.
            int rest = terminal.reader().read(1);
            while (rest >= 0) {
                rest = terminal.reader().read(1);
            }
            return true;
        } catch (IOException e) {
            // Interrupted or gone: either way there is nothing more to wait for.
            return true;
        }
    }

    @Override
    public void close() {
        display.reset();
        terminal.puts(Capability.cursor_normal);
        terminal.setAttributes(before);
        terminal.writer().println();
        terminal.flush();
    }
}
