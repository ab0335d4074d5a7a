/** What lies in a project's folder beside its Compose files: Grafana's and Prometheus's files, scripts, git. */
@NullMarked
package io.promsh.audit.project;

import org.jspecify.annotations.NullMarked;
