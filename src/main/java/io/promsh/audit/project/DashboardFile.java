package io.promsh.audit.project;

import io.promsh.audit.source.Document;
import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A dashboard's file, with the line of everything that it names. */
public final class DashboardFile {
    private final Document document;
    private final List<DataSourceUse> uses = new ArrayList<>();
    private final List<Query> queries = new ArrayList<>();

    /**
     * A query of a panel.
     *
     * @param where for people: {@code panel 1 "Vehicles a minute"}
     */
    public record Query(String where, String expression, DataSourceUse source, Place place) {}

    /** Reads what a document names. */
    public DashboardFile(Document document) {
        this.document = document;
        walkPanels(root(), "");
        for (Node variable : root().items("templating", "list")) {
            String where = "variable " + variable.text("name");
            if (!variable.text("type").equals("datasource")) {
                use(variable, where);
            }
        }
        for (Node annotation : root().items("annotations", "list")) {
            if (!annotation.text("builtIn").equals("1")) {
                use(annotation, "annotation " + annotation.text("name"));
            }
        }
    }

    /** Returns the document. */
    public Document document() {
        return document;
    }

    /** Returns the file. */
    public Path file() {
        return document.file();
    }

    /** Returns the dashboard itself: some exports wrap it. */
    public Node root() {
        Node root = document.root().orElse(new Mapping(List.of(), Place.line(document.file(), 1), 1, ""));
        return root.get("dashboard").filter(Mapping.class::isInstance).orElse(root);
    }

    /** Returns its uid, or an empty string. */
    public String uid() {
        return root().text("uid");
    }

    /** Returns its title, or an empty string. */
    public String title() {
        return root().text("title");
    }

    /** Returns whether it asks for values when it is imported: then placeholders are as they should be. */
    public boolean isForImport() {
        return !root().items("__inputs").isEmpty();
    }

    /** Returns every place that names a data source. */
    public List<DataSourceUse> uses() {
        return List.copyOf(uses);
    }

    /** Returns every query in PromQL's field. */
    public List<Query> queries() {
        return List.copyOf(queries);
    }

    /** Returns the names of its variables that choose a data source. */
    public Set<String> dataSourceVariables() {
        Set<String> names = new java.util.LinkedHashSet<>();
        for (Node variable : root().items("templating", "list")) {
            if (variable.text("type").equals("datasource")) {
                names.add(variable.text("name"));
            }
        }
        return names;
    }

    private void walkPanels(Node holder, String row) {
        for (Node panel : holder.items("panels")) {
            String title = panel.text("title");
            String where = "panel " + panel.text("id") + (title.isEmpty() ? "" : " \"" + title + "\"");
            DataSourceUse own = use(panel, where);
            for (Node target : panel.items("targets")) {
                DataSourceUse source = target.get("datasource").isPresent() ? use(target, where) : own;
                target.scalar("expr")
                        .filter(expr -> !expr.text().isBlank())
                        .ifPresent(expr -> queries.add(new Query(where, expr.text(), source, expr.place())));
            }
            walkPanels(panel, where);
        }
        for (Node oldRow : holder.items("rows")) {
            walkPanels(oldRow, row);
        }
    }

    private DataSourceUse use(Node holder, String where) {
        Node node = holder.get("datasource").orElse(null);
        DataSourceUse use;
        if (node instanceof Scalar scalar) {
            use = new DataSourceUse(where, scalar.isNull() ? "" : scalar.text(), "", true, scalar.place());
        } else if (node == null) {
            use = new DataSourceUse(where, "", "", false, holder.place());
        } else {
            Place place = node.get("uid").map(Node::place).orElse(node.place());
            use = new DataSourceUse(where, node.text("uid"), node.text("type"), false, place);
        }
        if (node != null || !holder.items("targets").isEmpty()) {
            uses.add(use);
        }
        return use;
    }
}
