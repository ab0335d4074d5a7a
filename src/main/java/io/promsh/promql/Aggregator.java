package io.promsh.promql;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The aggregation operators. */
public enum Aggregator {
    AVG(ValueType.NONE),
    BOTTOMK(ValueType.SCALAR),
    COUNT(ValueType.NONE),
    COUNT_VALUES(ValueType.STRING),
    GROUP(ValueType.NONE),
    LIMITK(ValueType.SCALAR),
    LIMIT_RATIO(ValueType.SCALAR),
    MAX(ValueType.NONE),
    MIN(ValueType.NONE),
    QUANTILE(ValueType.SCALAR),
    STDDEV(ValueType.NONE),
    STDVAR(ValueType.NONE),
    SUM(ValueType.NONE),
    TOPK(ValueType.SCALAR);

    private static final Map<TokenKind, Aggregator> BY_TOKEN = new EnumMap<>(TokenKind.class);

    static {
        for (Aggregator aggregator : values()) {
            BY_TOKEN.put(TokenKind.valueOf(aggregator.name()), aggregator);
        }
    }

    private final ValueType parameterType;

    Aggregator(ValueType parameterType) {
        this.parameterType = parameterType;
    }

    static Aggregator of(TokenKind kind) {
        Aggregator found = BY_TOKEN.get(kind);
        if (found == null) {
            throw new IllegalArgumentException("no aggregator: " + kind);
        }
        return found;
    }

    /** The name as it is written, lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a parameter comes before the vector, as in {@code topk(5, up)}. */
    public boolean hasParameter() {
        return parameterType != ValueType.NONE;
    }

    /** The type of the parameter; {@link ValueType#NONE} when there is none. */
    public ValueType parameterType() {
        return parameterType;
    }

    /** Whether the server knows it only with its experimental functions switched on. */
    public boolean isExperimental() {
        return this == LIMITK || this == LIMIT_RATIO;
    }
}
