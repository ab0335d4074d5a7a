package io.promsh.completion;

/** What a word of a command line is completed with. The names are those of the commands' own declaration. */
public enum Fills {
    NOTHING,
    PROMQL,
    WORDS,
    METRIC,
    LABEL_NAME,
    TARGET,
    SETTING,
    FORMAT,
    COMMAND,
    TOPIC,
    FILE,
    DURATION,
    TIME,
    SYSTEM_SHELL
}
