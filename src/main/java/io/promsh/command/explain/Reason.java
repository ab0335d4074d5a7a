package io.promsh.command.explain;

/** Why a result is empty, in one sentence, and what to type next (may be empty). Safe to show: escaped. */
record Reason(String text, String next) {}
