package io.promsh.volume.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backup says of itself: the last file in it. It holds no secrets: of the container only its image and its place.
 *
 * @param volume the volume's name; {@code driver}, {@code labels} and {@code options} make one like it
 * @param service the Compose service, else the container that used it; may be empty
 * @param image name of the image that used it, {@code imageId} what it was; may be empty
 * @param path where it was mounted
 * @param consistency how it was made sure that nothing is half written
 * @param files number of regular files, {@code bytes} the sum of their sizes
 * @param listSha256 of the list of checksums beside it
 * @param fingerprint figures that the live server gave for a fixed time, by their names; empty when it was not asked
 */
public record Manifest(
        String volume,
        String driver,
        Map<String, String> labels,
        Map<String, String> options,
        Instant created,
        String service,
        String image,
        String imageId,
        String path,
        Consistency consistency,
        long files,
        long bytes,
        String listSha256,
        Instant fingerprintAt,
        Map<String, Double> fingerprint) {
    /** The name of its format, in each of them. */
    public static final String FORMAT = "promsh-volume-backup";

    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();

    public Manifest {
        labels = new TreeMap<>(labels);
        options = new TreeMap<>(options);
        fingerprint = new TreeMap<>(fingerprint);
    }

    /** Returns the same with what was counted. */
    public Manifest counted(long newFiles, long newBytes, String newListSha256) {
        return new Manifest(
                volume,
                driver,
                labels,
                options,
                created,
                service,
                image,
                imageId,
                path,
                consistency,
                newFiles,
                newBytes,
                newListSha256,
                fingerprintAt,
                fingerprint);
    }

    /** Returns the same, read in some way. */
    public Manifest by(Consistency way) {
        return new Manifest(
                volume,
                driver,
                labels,
                options,
                created,
                service,
                image,
                imageId,
                path,
                way,
                files,
                bytes,
                listSha256,
                fingerprintAt,
                fingerprint);
    }

    /** Returns it as JSON. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeStringField("volume", volume);
            json.writeStringField("driver", driver);
            map(json, "labels", labels);
            map(json, "options", options);
            json.writeStringField("created", created.toString());
            json.writeStringField("service", service);
            json.writeStringField("image", image);
            json.writeStringField("imageId", imageId);
            json.writeStringField("path", path);
            json.writeStringField("consistency", consistency.word());
            json.writeNumberField("files", files);
            json.writeNumberField("bytes", bytes);
            json.writeStringField("listSha256", listSha256);
            json.writeStringField("fingerprintAt", fingerprintAt.toString());
            json.writeObjectFieldStart("fingerprint");
            for (Map.Entry<String, Double> figure : fingerprint.entrySet()) {
                json.writeNumberField(figure.getKey(), figure.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string can be written to", e);
        }
        return text + "\n";
    }

    private static void map(JsonGenerator json, String name, Map<String, String> map) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : map.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    /** Reads it. Throws IOException for text that is none, or of a newer version. */
    public static Manifest parse(String text) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Map<String, String>> maps = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the manifest is no JSON object");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    Map<String, String> map = new LinkedHashMap<>();
                    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                        json.nextToken();
                        map.put(key, json.getText());
                        json.skipChildren();
                    }
                    maps.put(name, map);
                } else {
                    texts.put(name, json.getText());
                    json.skipChildren();
                }
            }
        }
        return of(texts, maps);
    }

    private static Manifest of(Map<String, String> texts, Map<String, Map<String, String>> maps) throws IOException {
        if (!FORMAT.equals(texts.get("format"))) {
            throw new IOException("the manifest is not one of promsh's");
        }
        if (!Integer.toString(VERSION).equals(texts.get("version"))) {
            throw new IOException("the manifest has version " + texts.get("version") + ": a newer promsh wrote it");
        }
        try {
            Map<String, Double> figures = new LinkedHashMap<>();
            maps.getOrDefault("fingerprint", Map.of())
                    .forEach((name, value) -> figures.put(name, Double.parseDouble(value)));
            return new Manifest(
                    texts.getOrDefault("volume", ""),
                    texts.getOrDefault("driver", "local"),
                    maps.getOrDefault("labels", Map.of()),
                    maps.getOrDefault("options", Map.of()),
                    Instant.parse(texts.getOrDefault("created", "")),
                    texts.getOrDefault("service", ""),
                    texts.getOrDefault("image", ""),
                    texts.getOrDefault("imageId", ""),
                    texts.getOrDefault("path", ""),
                    Consistency.named(texts.getOrDefault("consistency", "")),
                    Long.parseLong(texts.getOrDefault("files", "0")),
                    Long.parseLong(texts.getOrDefault("bytes", "0")),
                    texts.getOrDefault("listSha256", ""),
                    Instant.parse(texts.getOrDefault("fingerprintAt", "")),
                    figures);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IOException("the manifest is damaged: " + e.getMessage(), e);
        }
    }
}
