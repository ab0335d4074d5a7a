/** What SARIF must look like. */
@NullMarked
package io.promsh.audit.sarif;

import org.jspecify.annotations.NullMarked;
