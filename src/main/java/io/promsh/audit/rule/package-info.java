/** The rules: a class for each family and truth, a small method for each rule. */
@NullMarked
package io.promsh.audit.rule;

import org.jspecify.annotations.NullMarked;
