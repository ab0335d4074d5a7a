package io.promsh.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Column> COLUMNS = List.of(
            Column.names("pod"),
            Column.text("help"),
            Column.numbers("value"),
            Column.fixed("trend").droppable(1));

    private static List<Line> row(String... cells) {
        List<Line> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell.isEmpty() ? Line.EMPTY : Line.plain(cell));
        }
        return row;
    }

    private static final Table TABLE = new Table(
            COLUMNS,
            List.of(
                    row("payments-api-7d9f8b6c5-x2x4z", "how many requests were answered", "123456789", "#####"),
                    row("payments-api-7d9f8b6c5-aaaaa", "", "7", "##"),
                    row("\u6771\u4eac\u90fd", "wide", "", "")));

    private static List<String> drawn(Table table, int width) {
        return table.draw(OptionalInt.of(width), Glyphs.UNICODE).stream()
                .map(Line::text)
                .toList();
    }

    @Test
    void drawsEverythingWhereThereIsRoom() {
        assertEquals(
                List.of(
                        "pod                           help                                 value  trend",
                        "payments-api-7d9f8b6c5-x2x4z  how many requests were answered  123456789  #####",
                        "payments-api-7d9f8b6c5-aaaaa                                           7  ##",
                        "\u6771\u4eac\u90fd                        wide"),
                drawn(TABLE, 200));
        assertEquals(
                drawn(TABLE, 200),
                TABLE.draw(OptionalInt.empty(), Glyphs.UNICODE).stream()
                        .map(Line::text)
                        .toList());
    }

    @Test
    void cutsNamesInTheMiddleAndTextsAtTheEndButNeverNumbers() {
        assertEquals(
                List.of(
                        "pod                     help                        value  trend",
                        "payments-ap\u2026b6c5-x2x4z  how many requests wer\u2026  123456789  #####",
                        "payments-ap\u2026b6c5-aaaaa                                  7  ##",
                        "\u6771\u4eac\u90fd                  wide"),
                drawn(TABLE, 64));
    }

    @Test
    void leavesOutWhatMayGoBeforeNamesBecomeUnreadable() {
        assertEquals(
                List.of(
                        "pod                help                   value",
                        "payments\u2026c5-x2x4z  how many request\u2026  123456789"),
                drawn(TABLE, 47).subList(0, 2));
    }

    @Test
    void becomesBlocksWhereColumnsDoNotFit() {
        assertEquals(
                List.of(
                        "pod    payments-api-7d",
                        "       9f8b6c5-x2x4z",
                        "help   how many",
                        "       requests were",
                        "       answered",
                        "value  123456789",
                        "trend  #####",
                        "",
                        "pod    payments-api-7d",
                        "       9f8b6c5-aaaaa",
                        "value  7",
                        "trend  ##",
                        "",
                        "pod    \u6771\u4eac\u90fd",
                        "help   wide"),
                drawn(TABLE, 22));
    }

    @Test
    void neverExceedsItsWidthUnlessANumberIsWider() {
        for (int width = 12; width < 100; width++) {
            for (Line line : TABLE.draw(OptionalInt.of(width), Glyphs.UNICODE)) {
                assertTrue(line.width() <= Math.max(width, 16), line.text());
            }
        }
        for (int width = 1; width < 12; width++) {
            assertTrue(!TABLE.draw(OptionalInt.of(width), Glyphs.UNICODE).isEmpty());
        }
    }

    @Test
    void drawsNothingForNoRows() {
        assertEquals(List.of(), new Table(COLUMNS, List.of()).draw(OptionalInt.of(80), Glyphs.UNICODE));
    }

    @Test
    void keepsStylesAndLeavesNoTrailingBlanks() {
        Table table = new Table(
                List.of(Column.text("a"), Column.numbers("b")), List.of(List.of(Line.of("x", Style.BAD), Line.EMPTY)));
        List<Line> lines = table.draw(OptionalInt.of(80), Glyphs.UNICODE);
        assertEquals("x", lines.get(1).text());
        assertEquals(Style.BAD, lines.get(1).spans().get(0).style());
        assertEquals(Style.HEADING, lines.get(0).spans().get(0).style());
    }

    @Test
    void refusesRowsOfAnotherLength() {
        assertThrows(IllegalArgumentException.class, () -> new Table(COLUMNS, List.of(row("a"))));
    }
}
