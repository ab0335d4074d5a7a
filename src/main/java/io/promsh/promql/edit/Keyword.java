package io.promsh.promql.edit;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that mean something in some place. In any other place all but the reserved ones are plain names. */
enum Keyword {
    INF(null, true),
    NAN(null, true),
    BOOL(NodeKind.BOOL, true),
    IGNORING(NodeKind.IGNORING, true),
    ON(NodeKind.ON, true),
    GROUP_LEFT(NodeKind.GROUP_LEFT, true),
    GROUP_RIGHT(NodeKind.GROUP_RIGHT, true),
    OFFSET(NodeKind.OFFSET, true),
    ATAN2(NodeKind.ATAN2, false),
    AND(NodeKind.AND, false),
    OR(NodeKind.OR, false),
    UNLESS(NodeKind.UNLESS, false),
    BY(NodeKind.BY, false),
    WITHOUT(NodeKind.WITHOUT, false),
    START(NodeKind.AT_START, false),
    END(NodeKind.AT_END, false),
    SMOOTHED(NodeKind.SMOOTHED, false),
    ANCHORED(NodeKind.ANCHORED, false),
    FILL(NodeKind.FILL, false),
    FILL_LEFT(NodeKind.FILL_LEFT, false),
    FILL_RIGHT(NodeKind.FILL_RIGHT, false),
    /** Any other word. */
    NONE(NodeKind.IDENTIFIER, false);

    private static final Map<String, Keyword> BY_SPELLING = bySpelling();

    private final @Nullable NodeKind node;
    private final boolean reserved;

    Keyword(@Nullable NodeKind node, boolean reserved) {
        this.node = node;
        this.reserved = reserved;
    }

    private static Map<String, Keyword> bySpelling() {
        Map<String, Keyword> words = new HashMap<>();
        for (Keyword word : values()) {
            if (word != NONE) {
                words.put(word.name().toLowerCase(Locale.ROOT), word);
            }
        }
        return words;
    }

    /** The keyword that a word spells, in any case of letters. */
    static Keyword of(String word) {
        return BY_SPELLING.getOrDefault(word.toLowerCase(Locale.ROOT), NONE);
    }

    /** The node that the word becomes where it means itself; none for the spelled numbers. */
    @Nullable
    NodeKind node() {
        return node;
    }

    /** Whether the word can never be a metric's name. */
    boolean isReserved() {
        return reserved;
    }

    boolean isNumber() {
        return this == INF || this == NAN;
    }

    /** How tightly the word binds as a binary operator; 0 when it is none. See {@link Lexeme#precedence()}. */
    int precedence() {
        return switch (this) {
            case OR -> 1;
            case AND, UNLESS -> 2;
            case ATAN2 -> 5;
            default -> 0;
        };
    }

    /** Whether the word goes on after a complete expression without being an operator. */
    boolean isPostfix() {
        return this == OFFSET || this == SMOOTHED || this == ANCHORED;
    }

    boolean isFill() {
        return this == FILL || this == FILL_LEFT || this == FILL_RIGHT;
    }

    boolean isGroupSide() {
        return this == GROUP_LEFT || this == GROUP_RIGHT;
    }

    boolean isAggregateModifier() {
        return this == BY || this == WITHOUT;
    }
}
