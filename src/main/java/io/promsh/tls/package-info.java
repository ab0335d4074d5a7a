/** Certificates and keys from PEM files, made ready for TLS. */
@NullMarked
package io.promsh.tls;

import org.jspecify.annotations.NullMarked;
