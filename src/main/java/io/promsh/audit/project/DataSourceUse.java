package io.promsh.audit.project;

import io.promsh.audit.source.Place;

/**
 * A place in a dashboard that names a data source.
 *
 * @param where for people: {@code panel 1 "Vehicles a minute"}
 * @param uid the uid, or, in old dashboards, the name
 * @param type the type beside it, or an empty string
 * @param isName whether it was written as a plain text, which older Grafanas read as a name
 */
public record DataSourceUse(String where, String uid, String type, boolean isName, Place place) {
    /** Returns whether it stands for the default data source. */
    public boolean isDefault() {
        return uid.isEmpty() || uid.equals("default") || uid.equals("-- Default --");
    }

    /** Returns whether it is one of those that Grafana brings: annotations, mixed panels, the results of other panels. */
    public boolean isBuiltIn() {
        return uid.equals("grafana") || uid.startsWith("-- ") || uid.equals("__expr__") || type.equals("datasource");
    }

    /** Returns whether it is a variable. */
    public boolean isVariable() {
        return uid.startsWith("$") || uid.startsWith("[[");
    }

    /** Returns the name of the variable, or an empty string. */
    public String variable() {
        return isVariable() ? uid.replaceAll("^\\$\\{?|^\\[\\[|[:}\\]].*$|\\}$", "") : "";
    }
}
