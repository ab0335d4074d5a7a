package io.promsh.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.Series;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * One object: {@code resultType} and {@code result} as in the data object of Prometheus's HTTP interface, then {@code warnings},
 * {@code infos}, {@code partial} and {@code source} (target, kind, elapsedMs), all of them always present.
 */
final class JsonQueryWriter implements QueryWriter {
    @Override
    public void write(QueryAnswer answer, String target, Writer out) throws IOException {
        try (JsonGenerator json = Json.on(out)) {
            json.writeStartObject();
            json.writeStringField("resultType", answer.result().resultType());
            json.writeFieldName("result");
            writeResult(answer, new JsonSamples(json), json);
            writeStrings(json, "warnings", answer.warnings());
            writeStrings(json, "infos", answer.infos());
            json.writeBooleanField("partial", answer.partial());
            json.writeObjectFieldStart("source");
            json.writeStringField("target", target);
            json.writeStringField("kind", answer.kind().word());
            json.writeNumberField("elapsedMs", answer.elapsed().toMillis());
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeResult(QueryAnswer answer, JsonSamples samples, JsonGenerator json) throws IOException {
        JsonPart part = answer.result()
                .fold(
                        vector -> () -> {
                            json.writeStartArray();
                            for (Element element : vector.elements()) {
                                samples.element(element);
                            }
                            json.writeEndArray();
                        },
                        matrix -> () -> {
                            json.writeStartArray();
                            for (Series series : matrix.series()) {
                                samples.series(series);
                            }
                            json.writeEndArray();
                        },
                        scalar -> () -> samples.sample(scalar.time().toEpochMilli(), scalar.value()),
                        string -> () -> samples.text(string.time().toEpochMilli(), string.value()));
        part.write();
    }

    private static void writeStrings(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
