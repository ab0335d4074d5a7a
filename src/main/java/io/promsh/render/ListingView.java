package io.promsh.render;

import io.promsh.text.Escaping;
import io.promsh.text.Glyphs;
import io.promsh.text.HumanBytes;
import io.promsh.text.HumanDuration;
import io.promsh.text.HumanNumbers;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.text.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A listing as a person at a terminal reads it. */
public final class ListingView {
    private final ViewOptions options;

    private ListingView(ViewOptions options) {
        this.options = options;
    }

    /** Returns the table and, in the footer, the count of rows; an empty listing has no lines and says so in its footer. */
    public static View of(Listing listing, ViewOptions options) {
        int shown = Math.min(options.rows(), listing.rows().size());
        String count = shown == 0
                ? "no " + listing.plural()
                : SeriesTable.count(shown, listing.rows().size(), listing.singular(), listing.plural());
        List<Line> lines = new ListingView(options).table(listing, shown).draw(options.width(), options.glyphs());
        return new View(lines, List.of(Line.of(count, Style.DIM)));
    }

    /** Returns all rows aligned, numbers and times in full: for a pipe. */
    public static List<Line> plain(Listing listing) {
        List<List<Line>> rows = new ArrayList<>(listing.rows().size());
        for (List<@Nullable Object> row : listing.rows()) {
            List<Line> cells = new ArrayList<>(row.size());
            for (@Nullable Object cell : row) {
                cells.add(cell == null ? Line.EMPTY : Line.plain(Escaping.visible(ListingText.exact(cell))));
            }
            rows.add(cells);
        }
        return new Table(columns(listing), rows).draw(OptionalInt.empty(), Glyphs.ASCII);
    }

    private Table table(Listing listing, int shown) {
        List<List<Line>> rows = new ArrayList<>(shown);
        for (List<@Nullable Object> row : listing.rows().subList(0, shown)) {
            List<Line> cells = new ArrayList<>(row.size());
            for (int i = 0; i < row.size(); i++) {
                Object cell = row.get(i);
                cells.add(
                        cell == null ? Line.EMPTY : cell(listing.fields().get(i).kind(), cell, i == 0));
            }
            rows.add(cells);
        }
        return new Table(columns(listing), rows);
    }

    private static List<Column> columns(Listing listing) {
        List<Column> columns = new ArrayList<>();
        for (Listing.Field field : listing.fields()) {
            Column column = switch (field.kind()) {
                case NAME, LIST -> Column.names(field.heading());
                case TEXT -> Column.text(field.heading());
                case ID, STATE, TIME, FLAG -> Column.fixed(field.heading());
                case NUMBER, BYTES, SECONDS, RATIO -> Column.numbers(field.heading());
            };
            columns.add(column.droppable(field.dropOrder()));
        }
        return columns;
    }

    private Line cell(Listing.Kind kind, Object cell, boolean isFirst) {
        return switch (kind) {
            case ID, NAME -> Line.of(Escaping.visible((String) cell), isFirst ? Style.METRIC : Style.LABEL_VALUE);
            case TEXT -> Line.plain(Escaping.visible((String) cell));
            case STATE -> Line.of(Escaping.visible((String) cell), stateStyle((String) cell));
            case NUMBER -> Line.of(number((Number) cell), Style.NUMBER);
            case BYTES -> Line.of(HumanBytes.of(((Number) cell).doubleValue()), Style.NUMBER);
            case SECONDS ->
                Line.of(HumanDuration.ofSeconds(((Number) cell).doubleValue(), options.glyphs()), Style.DURATION);
            case RATIO -> Line.of(HumanNumbers.percent(((Number) cell).doubleValue()), Style.NUMBER);
            case TIME -> Line.plain(time((Instant) cell));
            case FLAG -> Line.plain((Boolean) cell ? "yes" : "no");
            case LIST -> Line.of(Escaping.visible(ListingText.exact(cell)), Style.LABEL_VALUE);
        };
    }

    private static String number(Number number) {
        boolean isWhole = number instanceof Long || number instanceof Integer;
        return isWhole ? Long.toString(number.longValue()) : HumanNumbers.value(number.doubleValue());
    }

    private String time(Instant instant) {
        long second = instant.getEpochSecond() * 1000;
        return Timestamps.dateTime(second, options.zone()) + " " + Timestamps.offset(options.zone(), second);
    }

    private static Style stateStyle(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "up", "ok", "ready", "success", "inactive", "normal", "yes" -> Style.GOOD;
            case "pending", "unknown", "stale", "warning", "starting" -> Style.WARNING;
            case "down", "firing", "err", "error", "failed", "critical" -> Style.BAD;
            default -> Style.PLAIN;
        };
    }
}
