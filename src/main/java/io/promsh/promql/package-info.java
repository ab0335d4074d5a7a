/**
 * PromQL as the Prometheus server (3.14) reads it: lexer, error-tolerant parser, types, printer, selectors.
 *
 * <p>Start with {@link io.promsh.promql.PromqlParser#parse(String)}. Everything here is a pure function of its input, safe
 * to use from any thread, and free of third-party libraries.
 */
@NullMarked
package io.promsh.promql;

import org.jspecify.annotations.NullMarked;
