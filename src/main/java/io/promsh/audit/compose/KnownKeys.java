package io.promsh.audit.compose;

import io.promsh.audit.source.Mapping;
import io.promsh.audit.source.Node;
import io.promsh.audit.source.Problem;
import java.util.Set;
import java.util.function.Consumer;

/** The keys that the Compose specification knows; any other is an error or, misspelt, silently without effect. */
final class KnownKeys {
    private static final Set<String> TOP =
            Set.of("version", "name", "include", "services", "networks", "volumes", "secrets", "configs", "models");
    private static final Set<String> VOLUME = Set.of("driver", "driver_opts", "external", "labels", "name");
    private static final Set<String> SERVICE = words("""
            annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs
            container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus
            cpuset credential_spec depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search
            domainname entrypoint env_file environment expose extends external_links extra_hosts gpus group_add
            healthcheck hostname image init ipc isolation label_file labels links logging mac_address mem_limit
            mem_reservation mem_swappiness memswap_limit models network_mode networks oom_kill_disable
            oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider pull_policy
            pull_refresh_after read_only restart runtime scale secrets security_opt shm_size stdin_open
            stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts
            volume_driver volumes volumes_from working_dir""");

    private KnownKeys() {}

    private static Set<String> words(String text) {
        return Set.of(text.trim().split("\\s+"));
    }

    /** Tells every unknown or obsolete key of one file. */
    static void check(Mapping root, Consumer<Problem> problems) {
        check(root, TOP, "", problems);
        root.get("version")
                .ifPresent(version -> problems.accept(new Problem(
                        Problem.Kind.OBSOLETE_KEY,
                        version.place(),
                        "'version:' means nothing any more and is warned about")));
        for (Mapping.Entry service : root.entries("services")) {
            check(service.value(), SERVICE, "service " + service.name(), problems);
        }
        for (Mapping.Entry volume : root.entries("volumes")) {
            check(volume.value(), VOLUME, "volume " + volume.name(), problems);
        }
    }

    private static void check(Node node, Set<String> known, String where, Consumer<Problem> problems) {
        for (Mapping.Entry entry : node.entries()) {
            if (!known.contains(entry.name()) && !entry.name().startsWith("x-")) {
                String of = where.isEmpty() ? "" : " of " + where;
                problems.accept(new Problem(
                        Problem.Kind.UNKNOWN_KEY,
                        entry.key().place(),
                        "Compose knows no key '" + entry.name() + "'" + of));
            }
        }
    }
}
