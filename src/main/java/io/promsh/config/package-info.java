/** Settings and target definitions: options, environment, .env, file and defaults, resolved once. */
@NullMarked
package io.promsh.config;

import org.jspecify.annotations.NullMarked;
