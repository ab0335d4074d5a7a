/** Pure functions: a value and a width become lines. Tables, views of query results, sparklines, charts. */
@NullMarked
package io.promsh.render;

import org.jspecify.annotations.NullMarked;
