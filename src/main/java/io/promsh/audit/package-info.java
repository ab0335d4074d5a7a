/** The audit: rules, what they found, what could not be judged and why. */
@NullMarked
package io.promsh.audit;

import org.jspecify.annotations.NullMarked;
