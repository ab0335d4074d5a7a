package io.promsh.volume.state;

import io.promsh.docker.ContainerDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kind of service that is known to keep data.
 *
 * @param images last parts of the names of its images, without tag
 * @param paths where it keeps data unless told otherwise; empty when it keeps none by default
 * @param flag the command-line flag that moves the first path, without dashes; may be empty
 * @param variable the environment variable that does; may be empty
 */
public record KnownService(String name, List<String> images, List<String> paths, String flag, String variable) {
    /** The name of Prometheus in this table. */
    public static final String PROMETHEUS = "Prometheus";

    private static final List<KnownService> ALL = List.of(
            of(PROMETHEUS, "prometheus", "/prometheus", "storage.tsdb.path", ""),
            of("Grafana", "grafana,grafana-oss,grafana-enterprise", "/var/lib/grafana", "", "GF_PATHS_DATA"),
            of("Alertmanager", "alertmanager", "/alertmanager", "storage.path", ""),
            of("Pushgateway", "pushgateway", "", "persistence.file", ""),
            of("Loki", "loki", "/loki", "", ""),
            of("Tempo", "tempo", "/var/tempo", "", ""),
            of("Mimir", "mimir", "/data", "", ""),
            of("VictoriaMetrics", "victoria-metrics", "/victoria-metrics-data", "storageDataPath", ""),
            of("InfluxDB", "influxdb", "/var/lib/influxdb2,/var/lib/influxdb", "", "INFLUXD_ENGINE_PATH"),
            of("PostgreSQL", "postgres,timescaledb,timescaledb-ha", "/var/lib/postgresql/data", "", "PGDATA"),
            of("MySQL", "mysql,mariadb", "/var/lib/mysql", "datadir", ""),
            of("Redis", "redis,valkey", "/data", "dir", ""),
            of("MongoDB", "mongo", "/data/db,/data/configdb", "dbpath", ""),
            of("Elasticsearch", "elasticsearch,opensearch", "/usr/share/elasticsearch/data", "path.data", ""),
            of("MinIO", "minio", "/data", "", ""),
            of("etcd", "etcd", "/default.etcd", "data-dir", "ETCD_DATA_DIR"),
            of("ZooKeeper", "zookeeper", "/data,/datalog", "", "ZOO_DATA_DIR"),
            of("Kafka", "kafka,cp-kafka", "/var/lib/kafka/data", "", "KAFKA_LOG_DIRS"),
            of("ClickHouse", "clickhouse-server,clickhouse", "/var/lib/clickhouse", "", ""),
            of("RabbitMQ", "rabbitmq", "/var/lib/rabbitmq", "", "RABBITMQ_MNESIA_BASE"),
            of("Vault", "vault", "/vault/file", "", ""));

    public KnownService {
        images = List.copyOf(images);
        paths = List.copyOf(paths);
    }

    private static KnownService of(String name, String images, String paths, String flag, String variable) {
        return new KnownService(name, split(images), split(paths), flag, variable);
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    /** Returns the kind of service that an image is, by its name: {@code quay.io/prometheus/prometheus:v2.53.3}. */
    public static Optional<KnownService> ofImage(String image) {
        String name = image.replaceFirst("@.*", "").replaceFirst("^.*/", "").replaceFirst(":.*", "");
        return ALL.stream().filter(known -> known.images.contains(name)).findFirst();
    }

    /** Returns where a container of this kind keeps its data, as its flags and environment say. */
    public List<String> pathsOf(ContainerDetail container) {
        Optional<String> moved = flag.isEmpty() ? Optional.empty() : container.flag(flag);
        if (moved.isEmpty() && !variable.isEmpty()) {
            moved = Optional.ofNullable(container.environmentByName().get(variable));
        }
        List<String> found = new ArrayList<>(paths);
        if (moved.isPresent() && !moved.get().isBlank()) {
            String path = absolute(moved.get(), container.workingDir());
            if (found.isEmpty()) {
                found.add(path);
            } else {
                found.set(0, path);
            }
        }
        return found;
    }

    private static String absolute(String path, String workingDir) {
        String joined = path.startsWith("/") ? path : (workingDir.isEmpty() ? "/" : workingDir) + "/" + path;
        return joined.replaceAll("/(\\./)*\\.?(?=/)", "").replaceFirst("(?<=.)/\\.?$", "");
    }
}
