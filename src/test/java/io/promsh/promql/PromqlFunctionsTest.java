package io.promsh.promql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class PromqlFunctionsTest {
    private static PromqlFunction function(String name) {
        return Objects.requireNonNull(PromqlFunctions.find(name), name);
    }

    @Test
    void findsFunctionsByTheirExactName() {
        assertEquals(ValueType.VECTOR, function("rate").returnType());
        assertNull(PromqlFunctions.find("Rate"));
    }

    @Test
    void showsSignatures() {
        assertEquals(
                "histogram_quantile(scalar, instant vector)",
                function("histogram_quantile").signature());
        assertEquals("round(instant vector, [scalar])", function("round").signature());
        assertEquals("time()", function("time").signature());
        assertEquals(
                "label_join(instant vector, string, string, [string, ...])",
                function("label_join").signature());
    }

    @Test
    void describesEveryAggregatorAndOperator() {
        assertEquals(
                Arrays.stream(Aggregator.values()).map(Aggregator::id).sorted().toList(),
                PromqlFunctions.aggregators().stream().map(LanguageWord::text).toList());
        assertEquals(
                Arrays.stream(BinaryOperator.values())
                        .map(BinaryOperator::symbol)
                        .sorted()
                        .toList(),
                PromqlFunctions.operators().stream()
                        .map(LanguageWord::text)
                        .sorted()
                        .toList());
    }

    @Test
    void agreesWithTheCorpora() {
        JsonNode language = Corpora.require().document("functions/promql-language.json");
        List<PromqlFunction> wanted = StreamSupport.stream(
                        language.get("functions").spliterator(), false)
                .map(PromqlFunctionsTest::read)
                .toList();
        assertEquals(wanted, PromqlFunctions.all());
        for (PromqlFunction function : wanted) {
            assertEquals(function, PromqlFunctions.find(function.name()));
        }
    }

    private static PromqlFunction read(JsonNode node) {
        List<ValueType> types = StreamSupport.stream(node.get("arg_types").spliterator(), false)
                .map(type -> ValueType.ofId(type.asText()))
                .toList();
        return new PromqlFunction(
                node.get("name").asText(),
                types,
                node.get("variadic").asInt(),
                ValueType.ofId(node.get("return_type").asText()),
                node.get("experimental").asBoolean(),
                node.get("since").isNull() ? "" : node.get("since").asText(),
                node.get("description").asText());
    }
}
