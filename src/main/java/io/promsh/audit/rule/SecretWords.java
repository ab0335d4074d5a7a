package io.promsh.audit.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells secrets from other words: by the name they are given and by how they look. Their text leaves this class never. */
final class SecretWords {
    private static final Pattern NAME = Pattern.compile(
            "(^|[_.-])(pass(word|wd|phrase)?|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?"
                    + "|client[_-]?secret|bearer[_-]?token|auth[_-]?token|secret[_-]?key)$");
    private static final Pattern URL_LOGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s:@]+:([^/\\s@]+)@");

    /** How much of a text is looked at: patterns would take long for a megabyte of letters. */
    private static final int LONGEST = 10_000;

    private enum Look {
        AWS_KEY("an AWS access key", "\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"),
        GRAFANA_TOKEN("a Grafana token", "\\bgl(sa|c)_[A-Za-z0-9_=+/-]{20,}"),
        GITHUB_TOKEN("a GitHub token", "\\bgh[pousr]_[A-Za-z0-9]{30,}"),
        SLACK_TOKEN("a Slack token", "\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
        SLACK_HOOK("a Slack webhook", "hooks\\.slack\\.com/services/T[A-Za-z0-9/]{20,}"),
        JSON_TOKEN("a signed token", "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\."),
        PRIVATE_KEY("a private key", "-----BEGIN [A-Z ]*PRIVATE KEY-----");

        private final String words;
        private final Pattern pattern;

        Look(String words, String pattern) {
            this.words = words;
            this.pattern = Pattern.compile(pattern);
        }
    }

    private SecretWords() {}

    /** Returns whether what bears this name is a secret. A name that ends in {@code _FILE} is that of a file. */
    static boolean isName(String name) {
        String lower = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return NAME.matcher(lower).find();
    }

    /** Returns what kind of secret a text looks like, or empty. */
    static Optional<String> kind(String whole) {
        String text = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
        for (Look look : Look.values()) {
            if (look.pattern.matcher(text).find()) {
                return Optional.of(look.words);
            }
        }
        Matcher login = URL_LOGIN.matcher(text);
        boolean hasLogin =
                login.find() && !login.group(1).contains("$") && !login.group(1).contains("{");
        return hasLogin ? Optional.of("a password in an address") : Optional.empty();
    }

    /** Returns whether a value of a secret's name is written out: not empty, no variable, no path, no switch. */
    static boolean isWrittenOut(String value) {
        String bare = value.strip();
        boolean isOther = bare.isEmpty()
                || bare.startsWith("$")
                || bare.startsWith("/")
                || bare.startsWith("<")
                || bare.matches("(?i)true|false|null|yes|no|on|off|none")
                || bare.matches("\\{\\{.*}}|__.*__|%\\(.*\\)s");
        return !isOther;
    }
}
