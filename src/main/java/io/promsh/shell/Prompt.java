package io.promsh.shell;

import io.promsh.text.DisplayWidth;
import io.promsh.text.Escaping;
import java.net.URI;

/** The prompt: the short name of the target. */
public final class Prompt {
    private static final int MAX_COLUMNS = 24;

    private Prompt() {}

    /** Returns {@code prod> } for a target's name, its host and port for an address, and {@code promsh> } for none. */
    public static String of(String target) {
        String name = target.isBlank() ? "promsh" : Escaping.visible(target.contains("://") ? host(target) : target);
        return DisplayWidth.cut(name, MAX_COLUMNS, "~") + "> ";
    }

    private static String host(String address) {
        try {
            URI uri = URI.create(address.strip());
            String host = uri.getHost();
            if (host != null) {
                return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
            }
        } catch (IllegalArgumentException e) {
            // Not an address after all: below.
        }
        // Whatever stands before an @ may be a password.
        String rest = address.substring(address.indexOf("://") + 3);
        return rest.substring(rest.lastIndexOf('@') + 1);
    }
}
