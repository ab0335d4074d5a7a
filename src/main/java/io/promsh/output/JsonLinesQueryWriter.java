package io.promsh.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.Series;
import java.io.IOException;
import java.io.Writer;

/** An object a line for each series, as it stands in the result; a scalar or string is one without labels. */
final class JsonLinesQueryWriter implements QueryWriter {
    @Override
    public void write(QueryAnswer answer, String target, Writer out) throws IOException {
        try (JsonGenerator json = Json.on(out)) {
            json.setRootValueSeparator(null);
            JsonSamples samples = new JsonSamples(json);
            JsonPart part = answer.result()
                    .fold(
                            vector -> () -> {
                                for (Element element : vector.elements()) {
                                    samples.element(element);
                                    json.writeRaw('\n');
                                }
                            },
                            matrix -> () -> {
                                for (Series series : matrix.series()) {
                                    samples.series(series);
                                    json.writeRaw('\n');
                                }
                            },
                            scalar -> () -> single(
                                    json, () -> samples.sample(scalar.time().toEpochMilli(), scalar.value())),
                            string -> () -> single(
                                    json, () -> samples.text(string.time().toEpochMilli(), string.value())));
            part.write();
        }
    }

    private static void single(JsonGenerator json, JsonPart sample) throws IOException {
        json.writeStartObject();
        new JsonSamples(json).labels(Labels.EMPTY);
        json.writeFieldName("value");
        sample.write();
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
