/** SQLite's files, read without SQLite: whether a copy of a database is whole. */
@NullMarked
package io.promsh.volume.sqlite;

import org.jspecify.annotations.NullMarked;
