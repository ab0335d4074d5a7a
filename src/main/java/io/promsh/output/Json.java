package io.promsh.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.promsh.text.Escaping;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the generators of all JSON: compact, the stream left open, and nothing in it that could drive a terminal. */
final class Json {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().characterEscapes(new Escapes()).build();

    private Json() {}

    static JsonGenerator on(Writer out) throws IOException {
        return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** JSON itself escapes only what lies below U+0020; the rest of {@link Escaping} as {@code \}{@code uXXXX} says the same. */
    private static final class Escapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] ascii = standardAsciiEscapesForJSON();

        Escapes() {
            ascii[0x7f] = CharacterEscapes.ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int ch) {
            boolean isPartOfPair = Character.isSurrogate((char) ch);
            if (isPartOfPair || !Escaping.isUnsafe(ch)) {
                return null;
            }
            String hex = Integer.toHexString(ch).toUpperCase(Locale.ROOT);
            return new SerializedString("\\u" + "0".repeat(4 - hex.length()) + hex);
        }
    }
}
