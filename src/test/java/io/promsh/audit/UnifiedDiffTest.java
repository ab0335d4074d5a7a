package io.promsh.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Diffs that can be applied, and that show no secret. */
class UnifiedDiffTest {
    @TempDir
    Path folder;

    private Path file(int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= lines; i++) {
            text.append("line ").append(i).append('\n');
        }
        return Files.writeString(folder.resolve("f.yml"), text);
    }

    private List<String> diff(Map<Path, Set<Integer>> secrets, Edit... edits) {
        return new UnifiedDiff(folder::relativize, secrets).of(List.of(edits));
    }

    @Test
    void nearChangesShareAHunkAndFarOnesDoNot() throws IOException {
        Path file = file(20);
        assertEquals(
                List.of(
                        "--- a/f.yml",
                        "+++ b/f.yml",
                        "@@ -1,6 +1,7 @@",
                        " line 1",
                        "-line 2",
                        "+two",
                        " line 3",
                        "+new",
                        " line 4",
                        " line 5",
                        " line 6"),
                diff(Map.of(), Edit.replace(file, 2, "two"), Edit.after(file, 3, List.of("new"))));
        List<String> far = diff(Map.of(), Edit.replace(file, 2, "two"), Edit.after(file, 20, List.of("end")));
        assertEquals(2, far.stream().filter(line -> line.startsWith("@@")).count());
        assertEquals("@@ -18,3 +18,4 @@", far.get(far.size() - 5));
    }

    @Test
    void whatHoldsASecretIsNeitherContextNorChanged() throws IOException {
        Path file = file(6);
        Map<Path, Set<Integer>> secrets = Map.of(file, Set.of(2, 5));
        assertEquals(
                List.of("--- a/f.yml", "+++ b/f.yml", "@@ -3,2 +3,3 @@", " line 3", "+new", " line 4"),
                diff(secrets, Edit.after(file, 3, List.of("new")), Edit.replace(file, 5, "x")));
        assertEquals(List.of(), diff(secrets, Edit.replace(file, 2, "x")));
        assertEquals(
                List.of("--- a/f.yml", "+++ b/f.yml", "@@ -3,2 +3,3 @@", " line 3", "+new", " line 4"),
                diff(Map.of(file, Set.of(5)), Edit.after(file, 3, List.of("new"))),
                "as much before as behind");
    }

    @Test
    void aNewFileComesFromNowhere() {
        assertEquals(
                List.of("--- /dev/null", "+++ b/new.txt", "@@ -0,0 +1 @@", "+text"),
                diff(Map.of(), new Edit(folder.resolve("new.txt"), 1, 0, List.of("text"))));
    }

    @Test
    void twoThatAddUnderOneHeadingShareIt() throws IOException {
        Path file = file(1);
        List<String> lines = diff(
                Map.of(),
                Edit.after(file, 1, List.of("volumes:", "  a:")),
                Edit.after(file, 1, List.of("volumes:", "  b:")));
        assertEquals(List.of("+volumes:", "+  a:", "+  b:"), lines.subList(lines.size() - 3, lines.size()));
    }
}
