package io.promsh.command.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources the files of {@code completions/} in the real shells and completes with them. */
@Tag("integration")
class CompletionScriptsIT {
    private static final Path FILES = Path.of("completions").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void bashOffersOptionsFormatsWordsAndTargets() throws Exception {
        assertEquals("--output", bash("promsh", "--ou"));
        assertEquals("json\njsonl", bash("promsh", "-o", "js"));
        assertEquals("markdown", bash("promsh", "--output", "=", "mark"));
        assertEquals("demo\ncompletion", bash("promsh", ""));
        assertEquals("fish", bash("promsh", "completion", "f"));
        assertEquals("targets\\ list", bash("promsh", "-c", "targets"));
        assertEquals("targets list", bash("promsh", "-c", "'targets l"));
        assertEquals("prod\nstaging", bash(fakePromsh().toString(), "--target", ""));
        assertEquals("staging", bash(fakePromsh().toString(), "--target", "=", "s"));
    }

    @Test
    void bashOffersFiles() throws Exception {
        Files.createFile(folder.resolve("my lines.promsh"));
        assertEquals("my lines.promsh", bash("promsh", "-f", "my"));
    }

    @Test
    void fishOffersOptionsFormatsWordsAndTargets() throws Exception {
        assertTrue(fish("promsh --ou").startsWith("--output\t"), fish("promsh --ou"));
        assertEquals("json\njsonl", words(fish("promsh -o js")));
        assertEquals("markdown", words(fish("promsh --output=mark")).replace("--output=", ""));
        assertEquals("completion\ndemo", words(fish("promsh ")));
        assertEquals("fish", words(fish("promsh completion f")));
        assertEquals("targets list", words(fish("promsh -c targets")));
        assertEquals("prod\nstaging", words(fish(fakePromsh().getFileName() + " --target ")));
    }

    @Test
    void zshOffersOptionsFormatsWordsAndTargets() throws Exception {
        assertEquals("promsh --output=", zsh("promsh --outp"));
        assertEquals("promsh -o markdown ", zsh("promsh -o mark"));
        assertEquals("promsh --output=jsonl ", zsh("promsh --output=jsonl"));
        assertEquals("promsh completion ", zsh("promsh comp"));
        assertEquals("promsh completion fish ", zsh("promsh completion f"));
        assertEquals("promsh -c targets\\ list ", zsh("promsh -c targets"));
        fakePromsh();
        assertEquals("promsh --target=staging ", zsh("promsh --target=st"));
    }

    /** A stand-in on the PATH that knows two targets; completion asks the program itself. */
    private Path fakePromsh() throws IOException {
        Path fake = folder.resolve("promsh");
        Files.writeString(fake, "#!/bin/sh\nprintf 'prod\\tprometheus\\nstaging\\tprometheus\\n'\n", UTF_8);
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
        return fake;
    }

    private String bash(String... words) throws Exception {
        String script =
                "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); cur=${COMP_WORDS[COMP_CWORD]};"
                        + " _promsh promsh \"${cur#[\\'\\\"]}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of("bash", "--norc", "-c", script, "bash"));
        command.add(FILES.resolve("promsh.bash").toString());
        command.addAll(List.of(words));
        return run(command);
    }

    private String fish(String line) throws Exception {
        return run(List.of(
                "fish",
                "--no-config",
                "-c",
                "set -x PATH $argv[2] $PATH; source $argv[1]; complete -C $argv[3]",
                FILES.resolve("promsh.fish").toString(),
                folder.toString(),
                line));
    }

    private static String words(String described) {
        return described.replaceAll("\t[^\n]*", "");
    }

    /** Types {@code line} and Tab in an interactive zsh on a pty of its own; returns the line as completed. */
    private String zsh(String line) throws Exception {
        String script = """
                zmodload zsh/zpty
                zpty shell 'TERM=dumb zsh -f -i'
                zpty -w shell "PATH=${(q)2}:\\$PATH; fpath=(${(q)1} \\$fpath); autoload -U compinit; compinit -u -D"
                zpty -w shell "show() { print -r -- '<<'\\$BUFFER'>>' }; zle -N show; bindkey '^I' complete-word; bindkey '^X' show"
                zpty -w shell "print -r REA''DY"
                zpty -r shell got '*READY*' || exit 1
                zpty -n -w shell "$3"$'\\t'
                zpty -n -w shell $'\\x18'
                zpty -r shell got '*<<*>>*' || exit 1
                got=${got##*<<}
                print -r -- "${got%%>>*}"
                zpty -d shell
                """;
        return run(List.of("zsh", "-f", "-c", script, "zsh", FILES.toString(), folder.toString(), line));
    }

    private String run(List<String> command) throws Exception {
        Path output = Files.createTempFile(folder, "out", "");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(output, UTF_8);
        Files.delete(output);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
