/** Tests of the rules, each with what it finds and what it leaves alone. */
@NullMarked
package io.promsh.audit.rule;

import org.jspecify.annotations.NullMarked;
