package io.promsh.audit.rule;

import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.live.Aftermath;
import io.promsh.audit.live.LiveServer;
import io.promsh.audit.live.RunningProject;
import io.promsh.audit.project.ProjectFiles;
import java.time.Instant;
import java.util.Optional;

/**
 * All that an audit looks at; what is empty could not be had.
 *
 * @param files the project's files
 * @param running what the engine says
 * @param server what the Prometheus server says
 * @param aftermath what promsh knows of orphans and backups
 * @param now the time of the audit
 */
public record Facts(
        Optional<ProjectFiles> files,
        Optional<RunningProject> running,
        Optional<LiveServer> server,
        Aftermath aftermath,
        Instant now) {
    /** Returns the files. Only to be called by rules that are asked when there are any. */
    ProjectFiles filesHere() {
        return files.orElseThrow(() -> new IllegalStateException("no files"));
    }

    /** Returns the Compose project, or empty. */
    public Optional<ComposeProject> compose() {
        return files.flatMap(ProjectFiles::compose);
    }
}
