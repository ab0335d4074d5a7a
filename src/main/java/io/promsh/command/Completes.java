package io.promsh.command;

/** What a word of a command line is completed with. */
public enum Completes {
    NOTHING,
    /** An expression, to the end of the line. */
    PROMQL,
    /** Words of another program, taken as they are; options of our own stand in front. */
    WORDS,
    METRIC,
    LABEL_NAME,
    TARGET,
    SETTING,
    FORMAT,
    COMMAND,
    /** A command, function or metric: what {@code help} explains. */
    TOPIC,
    FILE,
    DURATION,
    TIME,
    /** bash, zsh or fish. */
    SYSTEM_SHELL
}
