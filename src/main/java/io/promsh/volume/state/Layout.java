package io.promsh.volume.state;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What data looks like from outside: names that stand in its folder. Recognises a volume that no container uses any more.
 *
 * @param service a name of {@link KnownService}
 * @param all names that must all be there; with a slash at the end it must be a folder
 * @param any names of which one must be there; empty for none
 */
public record Layout(String service, List<String> all, List<String> any) {
    /** From the surest to the least sure: the first that fits counts. */
    public static final List<Layout> ALL = List.of(
            of(KnownService.PROMETHEUS, "wal/", "chunks_head/,queries.active"),
            of("Grafana", "grafana.db", ""),
            of("Alertmanager", "", "nflog,silences"),
            of("VictoriaMetrics", "data/,indexdb/", ""),
            of("InfluxDB", "influxd.bolt", ""),
            of("PostgreSQL", "PG_VERSION", ""),
            of("MySQL", "ibdata1", ""),
            of("MongoDB", "WiredTiger", ""),
            of("Redis", "", "dump.rdb,appendonlydir/"),
            of("Tempo", "wal/,blocks/", ""),
            of("Mimir", "tsdb/,tsdb-sync/", ""),
            of("Loki", "chunks/", "wal/,index/,tsdb-shipper-active/,tsdb-shipper-cache/,compactor/,rules/"),
            of("Elasticsearch", "", "nodes/,_state/"),
            of("etcd", "member/", ""));

    public Layout {
        all = List.copyOf(all);
        any = List.copyOf(any);
    }

    private static Layout of(String service, String all, String any) {
        return new Layout(service, split(all), split(any));
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    /** Returns whether the folder with these entries has this layout; {@code has} is asked for a name, a folder's with a slash. */
    public boolean fits(Predicate<String> has) {
        return all.stream().allMatch(has) && (any.isEmpty() || any.stream().anyMatch(has));
    }

    /** Returns the first layout that fits. */
    public static Optional<Layout> recognise(Predicate<String> has) {
        return ALL.stream().filter(layout -> layout.fits(has)).findFirst();
    }
}
