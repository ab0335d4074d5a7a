package io.promsh.target.grafana;

import io.promsh.model.Labels;
import java.util.ArrayList;
import java.util.List;

/** One data frame while it is read: what its schema says, and its columns. */
final class Frame {
    /** A field of the schema; {@code intervalMillis} is the step that the server used, or 0. */
    static final class Field {
        String name = "";
        String type = "";
        Labels labels = Labels.EMPTY;
        double intervalMillis;
    }

    /** A remark; {@code severity} is info, warning or error. */
    record Notice(String severity, String text) {}

    String name = "";
    String type = "";
    String resultType = "";
    final List<Field> fields = new ArrayList<>();
    final List<FrameColumn> columns = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();

    /** Returns whether it holds examples of traces, which nobody asked for. */
    boolean isExemplar() {
        return resultType.equals("exemplar") || name.equals("exemplar");
    }

    /** Returns whether it holds a native histogram as the cells of a heat map. */
    boolean isHistogram() {
        return type.startsWith("heatmap");
    }

    /** Returns the column, or an empty one where the schema has more fields than there are columns. */
    FrameColumn column(int field) {
        return field < columns.size() ? columns.get(field) : new FrameColumn();
    }

    /** Returns the index of the time field, or -1. */
    int timeField() {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).type.equals("time")) {
                return i;
            }
        }
        return -1;
    }
}
