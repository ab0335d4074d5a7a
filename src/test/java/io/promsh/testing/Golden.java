package io.promsh.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.promsh.text.Line;
import io.promsh.text.Span;
import io.promsh.text.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Expected outputs as files, in {@code src/test/resources/golden} in a folder that bears the test class's name. Compared exactly.
 * {@code -Dgolden.update=true} writes them anew and then fails, so that it cannot be left on; where the environment says
 * {@code CI=true} it is refused. A file that no test of the class asked for is a failure.
 *
 * <p>Register one for a class: {@code @RegisterExtension static final Golden GOLDEN = Golden.of(MyTest.class);}
 */
public final class Golden implements AfterEachCallback, AfterAllCallback {
    private static final Path ROOT = Path.of("src", "test", "resources", "golden");
    private static final boolean IS_UPDATE = Boolean.getBoolean("golden.update");

    private final Class<?> owner;
    private final Path folder;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> methods = new HashSet<>();
    private boolean isUpdated;
    private boolean hasFailed;

    private Golden(Class<?> owner) {
        this.owner = owner;
        this.folder = ROOT.resolve(owner.getSimpleName());
    }

    /** Returns the goldens of a test class. */
    public static Golden of(Class<?> owner) {
        return new Golden(owner);
    }

    /** Compares lines: first as they look, then with each styled run as {@code {style:text}}. The name has the width in it. */
    public void lines(String name, List<Line> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        text.append("==== styles\n");
        lines.forEach(line -> text.append(styled(line)).append('\n'));
        text(name, text.toString());
    }

    /** Compares text; carriage returns and control characters are made visible, each line keeps its end. */
    public synchronized void text(String name, String actual) {
        used.add(name);
        Path file = folder.resolve(name);
        String shown = visible(actual);
        try {
            if (IS_UPDATE) {
                update(file, shown);
                return;
            }
            if (!Files.exists(file)) {
                fail("no golden file " + file + "; write it with -Dgolden.update=true. It would hold:\n" + shown);
            }
            assertEquals(Files.readString(file, StandardCharsets.UTF_8), shown, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void update(Path file, String shown) throws IOException {
        if ("true".equals(System.getenv("CI"))) {
            fail("golden files are not written where CI=true");
        }
        isUpdated = true;
        Files.createDirectories(folder);
        Files.writeString(file, shown, StandardCharsets.UTF_8);
    }

    private static String styled(Line line) {
        StringBuilder out = new StringBuilder();
        for (Span span : line.spans()) {
            if (span.style() == Style.PLAIN) {
                out.append(span.text());
                continue;
            }
            String style = span.style().name().toLowerCase(Locale.ROOT);
            out.append('{').append(style).append(':').append(span.text()).append('}');
        }
        return out.toString();
    }

    /** Control characters as {@code <0d>}, so that a file shows them and no editor changes them. */
    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            boolean isControl = codePoint != '\n' && Character.isISOControl(codePoint);
            if (isControl || Character.getType(codePoint) == Character.FORMAT) {
                String hex = Integer.toHexString(codePoint);
                out.append('<').append(hex.length() < 2 ? "0" : "").append(hex).append('>');
                return;
            }
            out.appendCodePoint(codePoint);
        });
        return out.toString();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        methods.add(context.getRequiredTestMethod().getName());
        hasFailed |= context.getExecutionException().isPresent();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (isUpdated) {
            fail("golden files of " + owner.getSimpleName()
                    + " are written; look at them and run without -Dgolden.update");
        }
        long declared = Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .count();
        // Of a part of the tests nothing can be said.
        if (hasFailed || methods.size() < declared || !Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> unused = new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
            unused.removeAll(used);
            assertEquals(Set.of(), unused, "golden files of " + owner.getSimpleName() + " that no test compares");
        }
    }
}
