package io.promsh.promql;

/** What an expression evaluates to. */
public enum ValueType {
    NONE("none", "none"),
    SCALAR("scalar", "scalar"),
    VECTOR("vector", "instant vector"),
    MATRIX("matrix", "range vector"),
    STRING("string", "string");

    private final String id;
    private final String title;

    ValueType(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** The name in the HTTP interface: {@code vector}, {@code matrix}. */
    public String id() {
        return id;
    }

    /** The name in the documentation and in most error messages: {@code instant vector}, {@code range vector}. */
    public String title() {
        return title;
    }

    /** The type with this {@link #id()}. */
    public static ValueType ofId(String id) {
        for (ValueType type : values()) {
            if (type.id.equals(id)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no value type " + id);
    }
}
