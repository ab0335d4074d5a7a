/** HTTP plumbing that the adapters of targets share: questions, answers read within bounds, refusals, TLS, proxies. */
@NullMarked
package io.promsh.target.http;

import org.jspecify.annotations.NullMarked;
