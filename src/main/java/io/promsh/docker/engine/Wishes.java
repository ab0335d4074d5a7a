package io.promsh.docker.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.Volume;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/** What is sent to the engine as JSON. */
final class Wishes {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final MediaType JSON = MediaType.get("application/json");

    private Wishes() {}

    @FunctionalInterface
    private interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    private static RequestBody body(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            writing.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RequestBody.create(text.toString(), JSON);
    }

    /** Returns the value of a {@code filters} parameter that asks for labels. */
    static String labels(Map<String, String> labels) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("label");
            for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
                json.writeString(label.getValue().isEmpty() ? label.getKey() : label.getKey() + "=" + label.getValue());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static RequestBody volume(Volume.Wish wish) {
        return body(json -> {
            json.writeStringField("Name", wish.name());
            json.writeStringField("Driver", wish.driver().isEmpty() ? "local" : wish.driver());
            map(json, "Labels", wish.labels());
            map(json, "DriverOpts", wish.options());
        });
    }

    static RequestBody container(ContainerWish wish) {
        return body(json -> {
            json.writeStringField("Image", wish.image());
            if (!wish.entrypoint().isEmpty()) {
                texts(json, "Entrypoint", wish.entrypoint());
            }
            if (!wish.command().isEmpty()) {
                texts(json, "Cmd", wish.command());
            }
            if (!wish.user().isEmpty()) {
                json.writeStringField("User", wish.user());
            }
            map(json, "Labels", wish.labels());
            json.writeObjectFieldStart("HostConfig");
            json.writeStringField("NetworkMode", wish.network());
            json.writeArrayFieldStart("Binds");
            for (Map.Entry<String, String> volume : new TreeMap<>(wish.volumes()).entrySet()) {
                String destination = volume.getKey();
                String suffix = wish.readOnly().contains(destination) ? ":ro" : "";
                json.writeString(volume.getValue() + ":" + destination + suffix);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static RequestBody exec(List<String> command) {
        return body(json -> {
            json.writeBooleanField("AttachStdout", true);
            json.writeBooleanField("AttachStderr", true);
            texts(json, "Cmd", command);
        });
    }

    static RequestBody execStart() {
        return body(json -> json.writeBooleanField("Detach", false));
    }

    private static void map(JsonGenerator json, String name, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
