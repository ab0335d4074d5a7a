package io.promsh.completion;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes metric names: the same for the same kind and number, without a server. */
final class MetricNames {
    private static final String[] SYSTEMS = words("node go process prometheus traffic kafka jvm http grpc redis postgres mysql nginx envoy "
            + "istio kube etcd coredns container machine cilium alertmanager grafana loki tempo thanos cortex haproxy rabbitmq mongodb "
            + "elasticsearch apiserver scheduler kubelet windows snmp blackbox cadvisor vault consul nomad payments orders checkout "
            + "inventory shipping billing search identity gateway ledger pricing fraud catalog notifications media uploads sessions");
    private static final String[] PARTS = words("server client request response queue cache pool connection disk memory cpu network file "
            + "thread gc heap buffer batch worker job task consumer producer topic partition replica shard index query transaction "
            + "lock session token user rule scrape target sample series chunk block wal compaction retention remote write read storage "
            + "rpc stream message event timer latency backlog retry error timeout limit quota vehicles lanes signals sensors");
    private static final String[] VERBS = words("received sent dropped failed processed created deleted updated active idle open closed "
            + "pending running waiting evicted expired rejected accepted retried skipped matched loaded saved flushed sealed");
    private static final String[] ENDS = words("total seconds_total bytes_total seconds_bucket seconds_sum seconds_count bytes ratio "
            + "info count celsius seconds bytes_bucket bytes_sum bytes_count created max min percent timestamp_seconds");

    private MetricNames() {}

    private static String[] words(String list) {
        return list.split(" ");
    }

    /** Names as services export them: a system, a part or two, a verb, a unit; a share with ids, recording rules, camelCase. */
    static Set<String> realistic(int count) {
        Random random = new Random(20261123);
        Set<String> names = new LinkedHashSet<>(count * 2);
        while (names.size() < count) {
            names.add(realistic(random));
        }
        return names;
    }

    private static String realistic(Random random) {
        int kind = random.nextInt(100);
        String system = one(SYSTEMS, random);
        String part = one(PARTS, random);
        if (kind < 5) {
            return "job:" + system + "_" + part + "_" + one(VERBS, random) + ":rate" + (1 + random.nextInt(60)) + "m";
        }
        if (kind < 10) {
            return system + "_" + capital(part) + capital(one(PARTS, random)) + "_" + one(VERBS, random) + "_" + one(ENDS, random);
        }
        if (kind < 20) {
            return system + "_" + part + "_" + Integer.toHexString(random.nextInt(1 << 20)) + "_" + one(ENDS, random);
        }
        String second = kind < 60 ? "_" + one(PARTS, random) : "";
        String third = kind < 35 ? "_v" + random.nextInt(10) : "";
        return system + "_" + part + second + third + "_" + one(VERBS, random) + "_" + one(ENDS, random);
    }

    /** The worst that a search by shared beginnings can get: letters at random, nothing shared, nothing repeated. */
    static Set<String> random(int count) {
        Random random = new Random(7);
        Set<String> names = new LinkedHashSet<>(count * 2);
        StringBuilder name = new StringBuilder();
        while (names.size() < count) {
            name.setLength(0);
            int length = 20 + random.nextInt(30);
            for (int i = 0; i < length; i++) {
                name.append(i % 7 == 6 ? '_' : (char) ('a' + random.nextInt(26)));
            }
            names.add(name.toString());
        }
        return names;
    }

    /** One prefix and a number: every name matches what its prefix matches. */
    static Set<String> numbered(int count) {
        Set<String> names = new LinkedHashSet<>(count * 2);
        for (int i = 0; i < count; i++) {
            names.add("http_server_requests_seconds_" + i + (i % 2 == 0 ? "_total" : "_bucket"));
        }
        return names;
    }

    private static String one(String[] from, Random random) {
        return from[random.nextInt(from.length)];
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** What is typed, by kind of input. */
    static List<String> inputs(String kind) {
        switch (kind) {
            case "empty":
                return List.of("");
            case "one":
                return List.of("n", "e", "s", "x", "t", "_", "0", "z", "k", "q");
            case "two":
                return List.of("no", "et", "ts", "xq", "tt", "_t", "er", "ot", "se", "rv", "le", "aa", "st", "en");
            case "three":
                return List.of("trv", "see", "rat", "tot", "con", "ers", "_se", "req", "xyz", "cpu", "ttt", "ste");
            case "word":
                return List.of("total", "seconds", "vehicles", "requests", "bucket", "created", "server", "retention", "received");
            case "initials":
                return List.of("ncst", "hsrst", "kcpb", "ptbs", "nodecpu", "trafvehtot", "httpreqsec", "jhbm", "psrc");
            case "long":
                return List.of(
                        "http_server_requests_seconds_bucket",
                        "traffic_vehicles_v3_received_total",
                        "node_disk_read_bytes_total_and_more_that_no_name_has",
                        "job:node_cpu_received:rate5m",
                        "seseseseseseseses",
                        "etaoinshrdlu");
            case "case":
                return List.of("CacheP", "T", "RQ", "NODE", "GcHeap", "S");
            default:
                return List.of("zzzqqq", "@#%", "\u00e9", "9999999", "xqzj", "......");
        }
    }
}
