package io.promsh.promql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every kind of token of PromQL and of the series notation, under the names the server's own parser gives them. */
public enum TokenKind {
    EQL(Category.PUNCTUATION, "="),
    BLANK(Category.PUNCTUATION, "_"),
    COLON(Category.PUNCTUATION, ":"),
    COMMA(Category.PUNCTUATION, ","),
    LEFT_BRACE(Category.PUNCTUATION, "{"),
    LEFT_BRACKET(Category.PUNCTUATION, "["),
    LEFT_PAREN(Category.PUNCTUATION, "("),
    OPEN_HIST(Category.PUNCTUATION, "{{"),
    CLOSE_HIST(Category.PUNCTUATION, "}}"),
    RIGHT_BRACE(Category.PUNCTUATION, "}"),
    RIGHT_BRACKET(Category.PUNCTUATION, "]"),
    RIGHT_PAREN(Category.PUNCTUATION, ")"),
    SPACE(Category.PUNCTUATION, " "),
    TIMES(Category.PUNCTUATION, "x"),

    COMMENT(Category.OTHER),
    EOF(Category.OTHER),
    ERROR(Category.OTHER),

    DURATION(Category.LITERAL),
    IDENTIFIER(Category.LITERAL),
    METRIC_IDENTIFIER(Category.LITERAL),
    NUMBER(Category.LITERAL),
    STRING(Category.LITERAL),

    SUM_DESC(Category.HISTOGRAM, "sum"),
    COUNT_DESC(Category.HISTOGRAM, "count"),
    SCHEMA_DESC(Category.HISTOGRAM, "schema"),
    OFFSET_DESC(Category.HISTOGRAM, "offset"),
    NEGATIVE_OFFSET_DESC(Category.HISTOGRAM, "n_offset"),
    BUCKETS_DESC(Category.HISTOGRAM, "buckets"),
    NEGATIVE_BUCKETS_DESC(Category.HISTOGRAM, "n_buckets"),
    ZERO_BUCKET_DESC(Category.HISTOGRAM, "z_bucket"),
    ZERO_BUCKET_WIDTH_DESC(Category.HISTOGRAM, "z_bucket_w"),
    CUSTOM_VALUES_DESC(Category.HISTOGRAM, "custom_values"),
    COUNTER_RESET_HINT_DESC(Category.HISTOGRAM, "counter_reset_hint"),

    ADD(Category.OPERATOR, "+"),
    DIV(Category.OPERATOR, "/"),
    EQLC(Category.OPERATOR, "=="),
    EQL_REGEX(Category.OPERATOR, "=~"),
    GTE(Category.OPERATOR, ">="),
    GTR(Category.OPERATOR, ">"),
    TRIM_UPPER(Category.OPERATOR, "</"),
    TRIM_LOWER(Category.OPERATOR, ">/"),
    LAND(Category.OPERATOR, "and"),
    LOR(Category.OPERATOR, "or"),
    LSS(Category.OPERATOR, "<"),
    LTE(Category.OPERATOR, "<="),
    LUNLESS(Category.OPERATOR, "unless"),
    MOD(Category.OPERATOR, "%"),
    MUL(Category.OPERATOR, "*"),
    NEQ(Category.OPERATOR, "!="),
    NEQ_REGEX(Category.OPERATOR, "!~"),
    POW(Category.OPERATOR, "^"),
    SUB(Category.OPERATOR, "-"),
    AT(Category.OPERATOR, "@"),
    ATAN2(Category.OPERATOR, "atan2"),

    AVG(Category.AGGREGATOR, "avg"),
    BOTTOMK(Category.AGGREGATOR, "bottomk"),
    COUNT(Category.AGGREGATOR, "count"),
    COUNT_VALUES(Category.AGGREGATOR, "count_values"),
    GROUP(Category.AGGREGATOR, "group"),
    MAX(Category.AGGREGATOR, "max"),
    MIN(Category.AGGREGATOR, "min"),
    QUANTILE(Category.AGGREGATOR, "quantile"),
    STDDEV(Category.AGGREGATOR, "stddev"),
    STDVAR(Category.AGGREGATOR, "stdvar"),
    SUM(Category.AGGREGATOR, "sum"),
    TOPK(Category.AGGREGATOR, "topk"),
    LIMITK(Category.AGGREGATOR, "limitk"),
    LIMIT_RATIO(Category.AGGREGATOR, "limit_ratio"),

    BOOL(Category.KEYWORD, "bool"),
    BY(Category.KEYWORD, "by"),
    GROUP_LEFT(Category.KEYWORD, "group_left"),
    GROUP_RIGHT(Category.KEYWORD, "group_right"),
    FILL(Category.KEYWORD, "fill"),
    FILL_LEFT(Category.KEYWORD, "fill_left"),
    FILL_RIGHT(Category.KEYWORD, "fill_right"),
    IGNORING(Category.KEYWORD, "ignoring"),
    OFFSET(Category.KEYWORD, "offset"),
    SMOOTHED(Category.KEYWORD, "smoothed"),
    ANCHORED(Category.KEYWORD, "anchored"),
    ON(Category.KEYWORD, "on"),
    WITHOUT(Category.KEYWORD, "without"),

    START(Category.PREPROCESSOR, "start"),
    END(Category.PREPROCESSOR, "end"),
    STEP(Category.PREPROCESSOR, "step"),
    RANGE(Category.PREPROCESSOR, "range"),
    MAX_OF(Category.PREPROCESSOR, "max_of"),
    MIN_OF(Category.PREPROCESSOR, "min_of"),

    UNKNOWN_COUNTER_RESET(Category.COUNTER_RESET_HINT, "unknown"),
    COUNTER_RESET(Category.COUNTER_RESET_HINT, "reset"),
    NOT_COUNTER_RESET(Category.COUNTER_RESET_HINT, "not_reset"),
    GAUGE_TYPE(Category.COUNTER_RESET_HINT, "gauge");

    /** What a token is for; highlighting and error messages go by it. */
    public enum Category {
        PUNCTUATION,
        LITERAL,
        OPERATOR,
        AGGREGATOR,
        KEYWORD,
        PREPROCESSOR,
        HISTOGRAM,
        COUNTER_RESET_HINT,
        OTHER
    }

    private static final Map<String, TokenKind> WORDS = new HashMap<>();
    private static final Map<String, TokenKind> HISTOGRAM_WORDS = new HashMap<>();

    static {
        for (TokenKind kind : values()) {
            if (kind.isWord()) {
                WORDS.put(kind.text(), kind);
            }
            if (kind.category == Category.HISTOGRAM || kind.category == Category.COUNTER_RESET_HINT) {
                HISTOGRAM_WORDS.put(kind.text(), kind);
            }
        }
        WORDS.put("inf", NUMBER);
        WORDS.put("nan", NUMBER);
    }

    private final Category category;
    private final @Nullable String text;

    TokenKind(Category category) {
        this(category, null);
    }

    TokenKind(Category category, @Nullable String text) {
        this.category = category;
        this.text = text;
    }

    public Category category() {
        return category;
    }

    /** The token's canonical text, lower case; the name of the kind for kinds whose text varies. */
    public String text() {
        return text == null ? name() : text;
    }

    /** True when every token of this kind reads alike (but for case): punctuation, operators, words. */
    boolean hasFixedText() {
        return text != null && category != Category.HISTOGRAM && category != Category.COUNTER_RESET_HINT;
    }

    private boolean isWord() {
        return switch (category) {
            case AGGREGATOR, KEYWORD, PREPROCESSOR -> true;
            case OPERATOR -> this == LAND || this == LOR || this == LUNLESS || this == ATAN2;
            case PUNCTUATION, LITERAL, HISTOGRAM, COUNTER_RESET_HINT, OTHER -> false;
        };
    }

    /** The keyword, aggregator, word operator or number word (inf, nan) that {@code word} is, in any case; else null. */
    public static @Nullable TokenKind ofWord(String word) {
        return find(WORDS, word);
    }

    /** The histogram property or counter reset hint that {@code word} is, in any case; else null. */
    static @Nullable TokenKind ofHistogramWord(String word) {
        return find(HISTOGRAM_WORDS, word);
    }

    private static @Nullable TokenKind find(Map<String, TokenKind> words, String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return words.get(word.toLowerCase(Locale.ROOT));
            }
        }
        return words.get(word);
    }
}
