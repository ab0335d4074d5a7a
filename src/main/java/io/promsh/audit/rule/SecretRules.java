package io.promsh.audit.rule;

import io.promsh.audit.Edit;
import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.project.GitTree;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.source.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** SEC001, SEC002 and CMP011: what files must not hold. */
final class SecretRules {
    private static final Set<String> EXAMPLES = Set.of(".env.example", ".env.sample", ".env.template", ".env.dist");

    private SecretRules() {}

    static void literals(ProjectFiles files, ComposeProject project, Judgement out) {
        for (SecretPlace secret : SecretPlaces.of(files)) {
            out.found(
                    secret.place().toString(),
                    files.shown(secret.place().file()).toString(),
                    secret.what() + " is written out (its value is not shown)",
                    Fix.of("move it to a file outside of git and refer to it: " + secret.remedy()),
                    Evidence.at(secret.place(), secret.what()));
        }
    }

    static void inGit(Facts facts, Judgement out) {
        ProjectFiles files = facts.filesHere();
        GitTree git = files.git().orElseThrow(() -> new IllegalStateException("no git"));
        for (Path file : secretFiles(files)) {
            if (git.isTracked(file)) {
                out.found(
                        file.toString(),
                        files.shown(file).toString(),
                        "git keeps " + git.nameOf(file),
                        Edits.fix(
                                "git rm --cached " + git.nameOf(file)
                                        + ", ignore it, and change the secrets in it: they are in the history",
                                ignore(git, file)),
                        Evidence.at(Place.line(file, 1), "in git's index"));
            } else if (!git.nameOf(file).isEmpty() && !git.isIgnored(file)) {
                out.found(
                        file.toString(),
                        files.shown(file).toString(),
                        "the next git add takes " + git.nameOf(file) + " along",
                        Edits.fix("ignore it", ignore(git, file)),
                        Evidence.at(Place.line(file, 1), "neither kept nor ignored by git"));
            }
        }
    }

    private static List<Edit> ignore(GitTree git, Path file) {
        if (git.isIgnored(file)) {
            return List.of();
        }
        Path ignores = git.root().resolve(".gitignore");
        int last = io.promsh.audit.source.SourceFiles.lines(ignores).size();
        return List.of(Edit.after(ignores, last, List.of("/" + git.nameOf(file))));
    }

    private static Set<Path> secretFiles(ProjectFiles files) {
        Set<Path> found = new TreeSet<>();
        for (Path file : files.walk().files()) {
            String name = String.valueOf(file.getFileName());
            boolean isEnv = (name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env"))
                    && !EXAMPLES.contains(name)
                    && !name.contains("example");
            boolean isKey = name.matches("id_(rsa|dsa|ecdsa|ed25519)|.*\\.(pem|key|p12|pfx|jks|keystore)|\\.htpasswd");
            if (isEnv || (isKey && SecretPlaces.holdsKey(file))) {
                found.add(file);
            }
        }
        files.compose()
                .ifPresent(project -> project.services()
                        .forEach(service -> service.node().items("env_file").forEach(item -> {
                            Path file = Path.of(item.text().isEmpty() ? item.text("path") : item.text());
                            if (Files.isRegularFile(file)) {
                                found.add(file);
                            }
                        })));
        return found;
    }

    static void scripts(ProjectFiles files, ComposeProject project, Judgement out) {
        scripts(files, out);
    }

    private static void scripts(ProjectFiles files, Judgement out) {
        for (Path script : files.scripts()) {
            List<String> lines = io.promsh.audit.source.SourceFiles.lines(script);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                Place place = Place.line(script, i + 1);
                DestroyingWords.instead(line)
                        .ifPresent(instead -> out.found(
                                place.toString(),
                                files.shown(script).toString(),
                                "it runs: " + DestroyingWords.shown(line),
                                Fix.of("instead: " + instead),
                                Evidence.at(place, "the line")));
            }
        }
    }
}
