/** Adapter: Prometheus's HTTP interface over OkHttp, decoded as it streams in. */
@NullMarked
package io.promsh.target.prometheus;

import org.jspecify.annotations.NullMarked;
