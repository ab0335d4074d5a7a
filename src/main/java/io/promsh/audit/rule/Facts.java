package io.promsh.audit.rule;

import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.project.ProjectFiles;
import java.time.Instant;
import java.util.Optional;

/**
 * All that an audit looks at.
 *
 * @param files the project's files, or empty when there are none here
 * @param now the time of the audit
 */
public record Facts(Optional<ProjectFiles> files, Instant now) {
    /** Returns the files. Only to be called by rules that are asked when there are any. */
    ProjectFiles filesHere() {
        return files.orElseThrow(() -> new IllegalStateException("no files"));
    }

    /** Returns the Compose project, or empty. */
    public Optional<ComposeProject> compose() {
        return files.flatMap(ProjectFiles::compose);
    }
}
