package io.promsh.promql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PromqlLexerTest {
    private static String kinds(String input) {
        return PromqlLexer.tokens(input).stream()
                .map(token -> token.kind() + "@" + token.start())
                .collect(Collectors.joining(" "));
    }

    private static String firstError(String input) {
        return PromqlLexer.tokens(input).stream()
                .filter(token -> token.kind() == TokenKind.ERROR)
                .findFirst()
                .map(Token::text)
                .orElse("none");
    }

    @Test
    void cutsASelectorIntoTokens() {
        assertEquals(
                "IDENTIFIER@0 LEFT_BRACE@2 IDENTIFIER@3 NEQ_REGEX@6 STRING@8 RIGHT_BRACE@11 LEFT_BRACKET@12 DURATION@13"
                        + " COLON@15 RIGHT_BRACKET@16 OFFSET@18 SUB@25 DURATION@26",
                kinds("up{job!~\"a\"}[5m:] offset -1h"));
    }

    @Test
    void readsKeywordsInAnyCaseButNotInsideBraces() {
        assertEquals("SUM@0 BY@4 LAND@7", kinds("SUM By aNd"));
        assertEquals("LEFT_BRACE@0 IDENTIFIER@1 EQL@4 STRING@5 RIGHT_BRACE@8", kinds("{sum=\"x\"}"));
    }

    @Test
    void takesFillForANameUnlessAParenthesisFollows() {
        assertEquals("IDENTIFIER@0 ADD@5 FILL@7 LEFT_PAREN@12 NUMBER@13 RIGHT_PAREN@14", kinds("fill + fill (1)"));
    }

    @Test
    void tellsTrimmingFromComparing() {
        assertEquals("TRIM_UPPER@0 LTE@3 LSS@6 TRIM_LOWER@8 GTE@11 GTR@14", kinds("</ <= < >/ >= >"));
    }

    @Test
    void keepsCommentsAsTokens() {
        assertEquals("NUMBER@0 COMMENT@2 NUMBER@6", kinds("1 # x\n2"));
    }

    @Test
    void countsInUtf16UnitsAndConvertsToBytes() {
        List<Token> tokens = PromqlLexer.tokens("\"\u70ac\ud83d\ude00\" + x");
        Token last = tokens.get(2);
        assertEquals(8, last.start());
        assertEquals(12, SourceText.of("\"\u70ac\ud83d\ude00\" + x").byteOffset(last.start()));
    }

    @Test
    void readsOnAfterAnErrorInsideAString() {
        assertEquals("ERROR@0 STRING@0 ADD@5", kinds("\"\\q\" +"));
    }

    @Test
    void endsAtOtherErrors() {
        assertEquals("IDENTIFIER@0 ERROR@2", kinds("a ; b"));
    }

    @Test
    void namesWhatIsWrong() {
        assertEquals("unclosed left parenthesis", firstError("(a"));
        assertEquals("unexpected right parenthesis ')'", firstError("a)"));
        assertEquals("unexpected left bracket '['", firstError("a[1[5m"));
        assertEquals("unexpected character in duration expression: '['", firstError("a[["));
        assertEquals("unexpected right bracket ']'", firstError("a]"));
        assertEquals("unexpected end of input in duration expression", firstError("a["));
        assertEquals("unclosed left bracket", firstError("a[5m"));
        assertEquals("unexpected left brace '{'", firstError("a{{"));
        assertEquals("unexpected character after '!' inside braces: '#'", firstError("a{b!#"));
        assertEquals("unterminated quoted string", firstError("\"a\nb\""));
        assertEquals("unterminated raw string", firstError("`a"));
        assertEquals("unknown escape sequence U+0071 'q'", firstError("\"\\q\""));
        assertEquals("illegal character U+0067 'g' in escape sequence", firstError("\"\\xg0\""));
        assertEquals("escape sequence is an invalid Unicode code point", firstError("\"\\ud800\""));
        assertEquals("escape sequence is an invalid Unicode code point", firstError("\"\\400\""));
        assertEquals("bad number or duration syntax: \"1_\"", firstError("1_"));
        assertEquals("bad number or duration syntax: \"5mm\"", firstError("5mm"));
        assertEquals("unexpected character: '\u53f0'", firstError("\u53f0\u5317"));
        assertEquals("unexpected colon before duration in duration expression", firstError("a[:5m]"));
        assertEquals("unexpected colon ':'", firstError("a[5m:5m:5m]"));
    }
}
