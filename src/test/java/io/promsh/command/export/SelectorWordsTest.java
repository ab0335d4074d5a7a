package io.promsh.command.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorWordsTest {
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', textBlock = """
            up                               => up
            up  down                         => up;down
            up,down                          => up;down
            up{a="x y", b="1,2"} down        => up{a="x y", b="1,2"};down
            up {a="x"}                       => up{a="x"}
            up{a="}"} {b=~"a|b"}             => up{a="}"};{b=~"a|b"}
            {a="\\"} x"} up                  => {a="\\"} x"};up
            {"my.metric", a='b c'}           => {"my.metric", a='b c'}
            """)
    void splitsSelectors(String raw, String expected) {
        assertEquals(expected, String.join(";", SelectorWords.split(raw)));
    }
}
