package io.promsh.console.jline;

import io.promsh.text.Line;
import io.promsh.text.Span;
import io.promsh.text.Style;
import java.util.EnumMap;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The {@link Theme} in the words of the line editor, which lays text out itself. */
final class EditorTheme {
    private final EnumMap<Style, AttributedStyle> styles = new EnumMap<>(Style.class);

    EditorTheme(ColourDepth depth) {
        Theme theme = new Theme(depth);
        for (Style style : Style.values()) {
            styles.put(style, convert(style, depth, theme));
        }
    }

    private static AttributedStyle convert(Style style, ColourDepth depth, Theme theme) {
        AttributedStyle converted = AttributedStyle.DEFAULT;
        String attributes = Theme.attributes(style);
        converted = attributes.contains("1") ? converted.bold() : converted;
        converted = attributes.contains("2") && depth != ColourDepth.NONE ? converted.faint() : converted;
        converted = attributes.contains("4") ? converted.underline() : converted;
        int colour = theme.editorColour(style);
        return depth == ColourDepth.NONE || colour < 0 ? converted : converted.foreground(colour);
    }

    AttributedStyle of(Style style) {
        return styles.getOrDefault(style, AttributedStyle.DEFAULT);
    }

    AttributedString paint(Line line) {
        AttributedStringBuilder painted = new AttributedStringBuilder();
        for (Span span : line.spans()) {
            painted.styled(of(span.style()), span.text());
        }
        return painted.toAttributedString();
    }
}
