package io.promsh.promql.edit;

/**
 * One finding about a text being typed.
 *
 * @param from where the expression it is about begins, a UTF-16 offset
 * @param to where it ends, exclusive
 * @param message what is wrong
 * @param severity how wrong
 */
public record Diagnostic(int from, int to, String message, Severity severity) {

    /** How wrong something is. */
    public enum Severity {
        /** The server will refuse the expression. */
        ERROR,
        /** The server takes it, but it is most likely not what is meant. */
        WARNING
    }
}
