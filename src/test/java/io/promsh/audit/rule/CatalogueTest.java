package io.promsh.audit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.audit.Catalogue;
import io.promsh.audit.Rule;
import io.promsh.audit.RuleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue and the rules are the same, and each is tested. */
class CatalogueTest {
    @Test
    void everyRuleOfTheCatalogueIsJudgedAndNoOther() {
        assertEquals(51, Catalogue.all().size());
        assertEquals(
                Catalogue.all().stream().map(RuleText::id).toList(),
                Rules.all().stream().map(Rule::id).toList());
    }

    @Test
    void everyRuleSaysWhatFollowsAndWhatToDo() {
        for (RuleText rule : Catalogue.all()) {
            assertTrue(
                    rule.title().length() > 5
                            && rule.consequence().length() > 5
                            && rule.fix().length() > 5,
                    rule.id());
            assertTrue(!rule.truths().isEmpty(), rule.id());
        }
    }

    @Test
    void everyRuleIsNamedByATest() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java/io/promsh/audit"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                text.append(Files.readString(file));
            }
        }
        List<String> untested = Catalogue.all().stream()
                .map(RuleText::id)
                .filter(id -> !text.toString().contains("found(\"" + id + "\")"))
                .toList();
        assertEquals(List.of(), untested);
    }
}
