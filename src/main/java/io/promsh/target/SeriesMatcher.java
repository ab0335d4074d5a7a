package io.promsh.target;

/** One condition on a label, as remote read takes it; {@code operator} is {@code =}, {@code !=}, {@code =~} or {@code !~}. */
public record SeriesMatcher(String name, String operator, String value) {}
