package io.promsh.volume.watch;

/**
 * What a check says, for people.
 *
 * @param check storage, orphans, restart, retention, history or backup
 * @param subject what it is about: {@code prometheus: /prometheus}
 * @param isGood whether it is as it should be
 * @param words the finding; other words for the same subject are a change
 * @param next what to type; may be empty
 */
public record Status(String check, String subject, boolean isGood, String words, String next) {
    /** Returns what tells it from others. */
    public String key() {
        return check + " " + subject;
    }
}
