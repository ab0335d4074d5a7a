package io.promsh.volume.backup;

import io.promsh.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/** What makes a system run a line again and again: a systemd timer with its service, and the same as a line for cron. */
public final class Schedule {
    private Schedule() {}

    /**
     * Returns the text.
     *
     * @param volume gives the units their names
     * @param when hourly, daily or weekly
     * @param line a promsh line
     */
    public static List<String> of(String volume, String when, String line) {
        String cron = switch (when) {
            case "hourly" -> "17 * * * *";
            case "daily" -> "17 3 * * *";
            case "weekly" -> "17 3 * * 0";
            default ->
                throw Failure.usage("'" + when + "' is no time to repeat at", "take one of hourly, daily, weekly");
        };
        String unit = "promsh-backup-" + volume.replaceAll("[^A-Za-z0-9_.-]", "-");
        String call = "promsh -c '" + line.replace("'", "'\\''") + "'";
        List<String> text = new ArrayList<>();
        text.add("# /etc/systemd/system/" + unit + ".service");
        text.add("[Unit]");
        text.add("Description=Backup of the volume " + volume);
        text.add("After=docker.service");
        text.add("[Service]");
        text.add("Type=oneshot");
        // Percent and dollar signs are systemd's own, and a unit has no HOME to keep the catalogue in.
        text.add("Environment=HOME=%h");
        text.add("ExecStart=/bin/sh -c \"exec "
                + call.replace("%", "%%")
                        .replace("$", "$$")
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"") + "\"");
        text.add("");
        text.add("# /etc/systemd/system/" + unit + ".timer");
        text.add("[Unit]");
        text.add("Description=Backup of the volume " + volume + ", " + when);
        text.add("[Timer]");
        text.add("OnCalendar=" + when);
        text.add("RandomizedDelaySec=10m");
        text.add("Persistent=true");
        text.add("[Install]");
        text.add("WantedBy=timers.target");
        text.add("");
        text.add("# then: systemctl daemon-reload && systemctl enable --now " + unit + ".timer");
        text.add("");
        text.add("# or in a crontab (a failure is mailed, what went well is not)");
        text.add(cron + " " + call.replace("%", "\\%") + " >/dev/null");
        return List.copyOf(text);
    }
}
