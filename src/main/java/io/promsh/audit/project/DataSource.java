package io.promsh.audit.project;

import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A data source that Grafana provisions. */
public record DataSource(Mapping node) {
    /** Returns its name. */
    public String name() {
        return node.text("name");
    }

    /** Returns its type, for example {@code prometheus}. */
    public String type() {
        return node.text("type");
    }

    /** Returns its address as written. */
    public String url() {
        return node.text("url");
    }

    /** Returns whether it has a uid of its own. */
    public boolean hasUid() {
        return !node.text("uid").isEmpty();
    }

    /** Returns its uid: its own, else the one that Grafana makes of its name. */
    public String uid() {
        return hasUid() ? node.text("uid") : madeUid(name());
    }

    /** Returns the organisation, 1 unless written. */
    public String organisation() {
        String written = node.text("orgId");
        return written.isEmpty() || written.equals("0") ? "1" : written;
    }

    /** Returns whether it is the default, as Go's ParseBool reads it. */
    public boolean isDefault() {
        return GoBool.isTrue(node.text("isDefault"));
    }

    /** Returns where it begins. */
    public Place place() {
        return node.place();
    }

    /** Returns where a key's value is written, else where it begins. */
    public Place placeOf(String key) {
        return node.get(key).map(Node::place).orElse(place());
    }

    /** Returns the uid that Grafana makes of a name: P and the first 16 digits of its SHA-256, upper case. */
    public static String madeUid(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "P" + HexFormat.of().formatHex(hash, 0, 8).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
