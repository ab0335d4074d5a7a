package io.promsh.volume.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.docker.ComposeService;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Compose as a program: only it may change a project's containers. The version is the one that made the project, because
 * another one recreates what it need not.
 */
public final class ComposeProgram {
    private static final int ANSWERS_WITHIN_SECONDS = 30;
    private static final int SHOWN_LINES = 12;

    private final List<String> command;
    private final Path folder;
    private final String engineAddress;
    private final int major;

    private ComposeProgram(List<String> command, Path folder, String engineAddress, int major) {
        this.command = command;
        this.folder = folder;
        this.engineAddress = engineAddress;
        this.major = major;
    }

    /** What came of a call: its code, and standard output and error as one text. */
    public record Outcome(int code, String output) {}

    /**
     * Finds the program for a project. Throws a failure where there is none, or where the project's folder is not on this
     * machine.
     */
    public static ComposeProgram of(ComposeService project, String engineAddress) {
        Path folder = Path.of(project.workingDir().isEmpty() ? "/" : project.workingDir());
        if (project.workingDir().isEmpty() || !Files.isDirectory(folder)) {
            throw Failure.failed(
                    "the folder of project " + project.project() + " is not on this machine: " + project.workingDir(),
                    "run promsh where the Compose file is, with --host or DOCKER_HOST for the engine");
        }
        for (Path file : project.configFiles().stream().map(Path::of).toList()) {
            if (!Files.isReadable(file)) {
                throw Failure.failed("the project's file " + file + " is not there", "put it back first");
            }
        }
        boolean isSecond = !project.version().startsWith("1.");
        List<List<String>> programs = new ArrayList<>();
        programs.add(isSecond ? List.of("docker", "compose") : List.of("docker-compose"));
        programs.add(isSecond ? List.of("docker-compose") : List.of("docker", "compose"));
        for (List<String> program : programs) {
            int major = major(program, folder, engineAddress);
            // The first version recreates what the second one made, and with that drops anonymous volumes.
            if (major >= 2 || (major == 1 && !isSecond)) {
                List<String> command = new ArrayList<>(program);
                command.addAll(List.of("-p", project.project()));
                project.configFiles().forEach(file -> command.addAll(List.of("-f", relative(folder, file))));
                return new ComposeProgram(List.copyOf(command), folder, engineAddress, major);
            }
        }
        throw Failure.failed(
                "there is no Compose " + (isSecond ? "2" : "") + " on this machine",
                "install the docker-compose package, or the compose plugin of docker");
    }

    private static String relative(Path folder, String file) {
        Path path = Path.of(file);
        return path.startsWith(folder) ? folder.relativize(path).toString() : file;
    }

    private static int major(List<String> program, Path folder, String engineAddress) {
        List<String> call = new ArrayList<>(program);
        call.addAll(List.of("version", "--short"));
        try {
            Outcome outcome = run(call, folder, engineAddress, ANSWERS_WITHIN_SECONDS);
            String digits = outcome.output().strip().replaceFirst("^v", "").replaceFirst("[^0-9].*", "");
            boolean isVersion = outcome.code() == 0 && digits.matches("[0-9]{1,3}");
            return isVersion ? Integer.parseInt(digits) : 0;
        } catch (IOException e) {
            // No such program.
            return 0;
        }
    }

    /** Returns the first number of the program's version. */
    public int major() {
        return major;
    }

    /** Returns the call as it would be typed. */
    public String typed(List<String> arguments) {
        return "(cd " + folder + " && " + String.join(" ", command) + " " + String.join(" ", arguments) + ")";
    }

    /** Runs it; a code other than 0 is an outcome too. Throws a failure when it does not end within {@code seconds}. */
    public Outcome call(List<String> arguments, int seconds) {
        List<String> call = new ArrayList<>(command);
        call.addAll(arguments);
        try {
            return run(call, folder, engineAddress, seconds);
        } catch (IOException e) {
            throw Failure.failed("Compose cannot be run: " + e.getMessage(), "").withCause(e);
        }
    }

    /** Runs it. Throws a failure with its last words when it ends badly. */
    public String must(List<String> arguments, int seconds) {
        Outcome outcome = call(arguments, seconds);
        if (outcome.code() != 0) {
            List<String> lines = outcome.output().lines().toList();
            throw Failure.failed(
                            "compose " + String.join(" ", arguments) + " ended with code " + outcome.code(),
                            "by hand: " + typed(arguments))
                    .withDetail(lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        }
        return outcome.output();
    }

    private static Outcome run(List<String> call, Path folder, String engineAddress, int seconds) throws IOException {
        Path output = Files.createTempFile("promsh-compose", ".out");
        Process process = null;
        try {
            ProcessBuilder builder = new ProcessBuilder(call)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            pointAt(engineAddress, builder.environment());
            process = builder.start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw Failure.of(
                        FailureKind.UNREACHABLE,
                        String.join(" ", call) + " did not end within " + seconds + " s",
                        "see with: docker ps -a");
            }
            return new Outcome(process.exitValue(), Files.readString(output, UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        } finally {
            if (process != null && process.isAlive()) {
                process.destroy();
            }
            Files.deleteIfExists(output);
        }
    }

    /** The same engine as ours; with TCP the certificates are known to the environment alone, so that it is left as it is. */
    private static void pointAt(String engineAddress, Map<String, String> environment) {
        if (engineAddress.startsWith("unix:") || engineAddress.startsWith("ssh:")) {
            environment.put("DOCKER_HOST", engineAddress);
            environment.remove("DOCKER_CONTEXT");
            environment.remove("DOCKER_TLS_VERIFY");
        }
        environment.remove("COMPOSE_FILE");
        environment.remove("COMPOSE_PROJECT_NAME");
    }
}
