/** Tests of databases read without SQLite. */
@NullMarked
package io.promsh.volume.sqlite;

import org.jspecify.annotations.NullMarked;
