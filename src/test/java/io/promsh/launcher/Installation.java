package io.promsh.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A copy of the launcher beside a small program that shows what reached it, with a cache folder of its own. */
final class Installation {
    static final Path PROJECT = Path.of("").toAbsolutePath();

    private static final String PROGRAM = """
            package io.promsh.app;
            public final class Main {
                public static void main(String[] args) throws Exception {
                    if (args.length > 0 && args[0].equals("--train")) {
                        return;
                    }
                    if (args.length > 0 && args[0].equals("wait")) {
                        System.out.println("waiting");
                        Thread.sleep(60_000);
                    }
                    System.out.println("tty=" + System.getProperty("promsh.tty"));
                    System.out.println("java=" + Runtime.version().feature());
                    System.out.println("x=" + System.getProperty("x"));
                    for (String arg : args) {
                        System.out.println("[" + arg + "]");
                    }
                    System.out.write(System.in.readAllBytes());
                    System.out.flush();
                    System.err.println("to stderr");
                    System.exit(args.length > 0 && args[0].matches("[0-9]+") ? Integer.parseInt(args[0]) : 0);
                }
            }
            """;

    final Path home;
    final Path launcher;
    final Path cache;
    final Path scratch;
    final Map<String, String> environment = new LinkedHashMap<>();
    private List<String> interpreter = List.of();

    /** Result of a run. */
    record Run(int code, String out, String err) {}

    private Installation(Path home, Path scratch) {
        this.home = home;
        this.scratch = scratch;
        this.launcher = home.resolve("promsh");
        this.cache = scratch.resolve("cache");
        environment.put("PATH", System.getenv("PATH"));
        environment.put("XDG_CACHE_HOME", cache.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PROMSH_ARCHIVE", "off");
    }

    /** Puts launcher and program into {@code scratch/name}. */
    static Installation in(Path scratch, String name) throws IOException {
        Installation installation = withoutJar(scratch, name);
        makeJar(scratch, installation.home.resolve("promsh.jar"));
        Files.createDirectories(installation.home.resolve("lib"));
        return installation;
    }

    static Installation withoutJar(Path scratch, String name) throws IOException {
        Path home = Files.createDirectories(scratch.resolve(name)).toRealPath();
        Files.copy(PROJECT.resolve("promsh"), home.resolve("promsh"), StandardCopyOption.COPY_ATTRIBUTES);
        return new Installation(home, scratch.toRealPath());
    }

    /** Compiles the program into a jar. */
    static void makeJar(Path scratch, Path jar) throws IOException {
        Path folder = Files.createTempDirectory(scratch, "program");
        Path source = Files.createDirectories(folder.resolve("io/promsh/app")).resolve("Main.java");
        Files.writeString(source, PROGRAM, UTF_8);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "--release", "17", source.toString());
        if (code != 0) {
            throw new IOException("the program does not compile");
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "io.promsh.app.Main");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry("io/promsh/app/Main.class"));
            Files.copy(source.resolveSibling("Main.class"), out);
        }
    }

    /** Runs the launcher by another interpreter than its first line names. */
    Installation by(String... words) {
        interpreter = List.of(words);
        return this;
    }

    static Path script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text, UTF_8);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Run run(String... arguments) throws Exception {
        return run(launcher.toString(), home, "", arguments);
    }

    Run run(String program, Path directory, String input, String... arguments) throws Exception {
        return finish(start(program, directory, arguments), input);
    }

    Started start(String program, Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(interpreter);
        command.add(program);
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(scratch, "out", "");
        Path err = Files.createTempFile(scratch, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Started(builder.start(), out, err);
    }

    /** A run that goes on. */
    record Started(Process process, Path out, Path err) {
        String printed() throws IOException {
            return Files.readString(out, UTF_8);
        }
    }

    static Run finish(Started started, String input) throws Exception {
        try (OutputStream in = started.process().getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        } catch (IOException e) {
            // It did not read.
        }
        if (!started.process().waitFor(90, TimeUnit.SECONDS)) {
            started.process().destroyForcibly();
        }
        return new Run(
                started.process().waitFor(),
                Files.readString(started.out(), UTF_8),
                Files.readString(started.err(), UTF_8));
    }

    /** Returns the names in the cache folder. */
    List<String> cached() throws IOException {
        Path folder = cache.resolve("promsh");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
