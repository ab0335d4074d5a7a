package io.promsh.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One thing that was looked at before the server's data is touched.
 *
 * @param name what, in a word or two
 * @param words what was found, a sentence without a full stop
 * @param fix what to do about it; empty when nothing needs doing
 */
public record Check(String name, Verdict verdict, String words, String fix) {
    /** What a check comes to. */
    public enum Verdict {
        OK,
        /** It goes on, but someone should know. */
        WARNING,
        /** It must not go on. */
        REFUSED
    }

    static Check ok(String name, String words) {
        return new Check(name, Verdict.OK, words, "");
    }

    static Check warning(String name, String words, String fix) {
        return new Check(name, Verdict.WARNING, words, fix);
    }

    static Check refused(String name, String words, String fix) {
        return new Check(name, Verdict.REFUSED, words, fix);
    }

    ObjectNode toJson() {
        return Json.object()
                .put("name", name)
                .put("verdict", verdict.name())
                .put("words", words)
                .put("fix", fix);
    }

    static Check of(JsonNode node) {
        return new Check(
                node.path("name").asText(),
                Verdict.valueOf(node.path("verdict").asText()),
                node.path("words").asText(),
                node.path("fix").asText());
    }
}
