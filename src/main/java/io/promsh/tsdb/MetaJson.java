package io.promsh.tsdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** meta.json, version 1. What other writers add to it (Thanos does) is passed over. */
final class MetaJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private String ulid = "";

    private MetaJson() {}

    /** Reads a meta.json; {@code file} names it in failures. */
    static BlockMeta read(byte[] text, String file) {
        MetaJson found = new MetaJson();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Damage.in(file, "it is no JSON object");
            }
            found.object(parser, "");
            if (parser.nextToken() != null) {
                throw Damage.in(file, "something follows its end");
            }
        } catch (IOException e) {
            throw Damage.in(file, "it is no JSON").withCause(e);
        }
        if (found.number("version") != 1) {
            throw Damage.in(file, "it is of version " + found.number("version") + ", not 1");
        }
        BlockMeta meta = found.toMeta();
        if (!Ulid.isValid(meta.ulid()) || !found.numbers.containsKey("minTime") || meta.minTime() >= meta.maxTime()) {
            throw Damage.in(file, "it names no block or no time that the block covers");
        }
        return meta;
    }

    private void object(JsonParser parser, String path) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = path + parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && (key.equals("stats") || key.equals("compaction"))) {
                object(parser, key + ".");
            } else if (value == JsonToken.START_ARRAY) {
                lists.put(key, strings(parser));
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                numbers.put(key, parser.getLongValue());
            } else if (key.equals("ulid")) {
                ulid = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
    }

    private static List<String> strings(JsonParser parser) throws IOException {
        List<String> found = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                found.add(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private long number(String key) {
        return numbers.getOrDefault(key, 0L);
    }

    private BlockMeta toMeta() {
        return new BlockMeta(
                ulid,
                number("minTime"),
                number("maxTime"),
                number("stats.numSamples"),
                number("stats.numHistogramSamples"),
                number("stats.numSeries"),
                number("stats.numChunks"),
                number("stats.numTombstones"),
                (int) number("compaction.level"),
                lists.getOrDefault("compaction.sources", List.of()),
                lists.getOrDefault("compaction.hints", List.of()));
    }

    /** Writes a meta.json. */
    static byte[] write(BlockMeta meta) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DefaultIndenter lines = new DefaultIndenter("\t", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try (JsonGenerator json = JSON.createGenerator(out).setPrettyPrinter(printer)) {
            json.writeStartObject();
            json.writeStringField("ulid", meta.ulid());
            json.writeNumberField("minTime", meta.minTime());
            json.writeNumberField("maxTime", meta.maxTime());
            json.writeObjectFieldStart("stats");
            writeCount(json, "numSamples", meta.samples());
            if (meta.histogramSamples() > 0) {
                writeCount(json, "numFloatSamples", meta.samples() - meta.histogramSamples());
            }
            writeCount(json, "numHistogramSamples", meta.histogramSamples());
            writeCount(json, "numSeries", meta.series());
            writeCount(json, "numChunks", meta.chunks());
            writeCount(json, "numTombstones", meta.tombstones());
            json.writeEndObject();
            json.writeObjectFieldStart("compaction");
            json.writeNumberField("level", meta.level());
            writeList(json, "sources", meta.sources());
            writeList(json, "hints", meta.hints());
            json.writeEndObject();
            json.writeNumberField("version", 1);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    private static void writeCount(JsonGenerator json, String key, long count) throws IOException {
        if (count > 0) {
            json.writeNumberField(key, count);
        }
    }

    private static void writeList(JsonGenerator json, String key, List<String> list) throws IOException {
        if (!list.isEmpty()) {
            json.writeArrayFieldStart(key);
            for (String one : list) {
                json.writeString(one);
            }
            json.writeEndArray();
        }
    }
}
