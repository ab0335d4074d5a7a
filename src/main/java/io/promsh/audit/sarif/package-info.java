/** An audit's report in SARIF, the form that code hosts and editors show beside the lines. */
@NullMarked
package io.promsh.audit.sarif;

import org.jspecify.annotations.NullMarked;
