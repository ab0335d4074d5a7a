package io.promsh.audit.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files of a project that are run: scripts, make files, timetables, pipelines. */
final class Scripts {
    private static final Set<String> NAMES = Set.of(
            "makefile",
            "gnumakefile",
            "justfile",
            "jenkinsfile",
            "crontab",
            "package.json",
            "taskfile.yml",
            "procfile",
            ".gitlab-ci.yml");
    private static final List<String> ENDINGS =
            List.of(".sh", ".bash", ".zsh", ".mk", ".cron", ".crontab", ".service", ".timer", ".ps1", ".bat");

    private Scripts() {}

    static boolean isOne(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String path = file.toString();
        return NAMES.contains(name)
                || ENDINGS.stream().anyMatch(name::endsWith)
                || name.startsWith("crontab")
                || path.contains("/.github/workflows/")
                || path.contains("/cron.d/");
    }
}
