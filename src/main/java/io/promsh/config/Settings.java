package io.promsh.config;

import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import io.promsh.model.TimeRange;
import io.promsh.model.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The values of all settings. Immutable: {@link #with} returns others. Raw text is checked when it comes in. */
public final class Settings {
    public static final Settings DEFAULTS = new Settings(new EnumMap<>(Setting.class));

    private final EnumMap<Setting, String> values;

    private Settings(EnumMap<Setting, String> values) {
        this.values = values;
    }

    /** Returns these settings with one changed. {@code --last} and {@code --start}/{@code --end} displace each other. */
    public Settings with(Setting setting, String value) {
        EnumMap<Setting, String> changed = new EnumMap<>(values);
        changed.put(setting, setting.check(value));
        if (setting == Setting.LAST) {
            changed.remove(Setting.START);
            changed.remove(Setting.END);
        }
        return new Settings(changed);
    }

    /** Returns these settings with one back at its default. */
    public Settings without(Setting setting) {
        EnumMap<Setting, String> changed = new EnumMap<>(values);
        changed.remove(setting);
        return new Settings(changed);
    }

    /** Returns the value as text, the default when not set, empty when there is none. */
    public String get(Setting setting) {
        String value = values.get(setting);
        return value == null ? setting.preset() : value;
    }

    /** Returns whether the user has set it. */
    public boolean isSet(Setting setting) {
        return values.containsKey(setting);
    }

    /** Returns whether a switch is on. */
    public boolean isOn(Setting setting) {
        return get(setting).equals("on");
    }

    /** Returns what the user has set. */
    public Map<Setting, String> changed() {
        return Map.copyOf(values);
    }

    /** Returns the time to wait for an answer. */
    public Duration timeout() {
        return PromDuration.parse(get(Setting.TIMEOUT));
    }

    /** Returns the step of range queries, or empty when it is to be derived. */
    public Optional<Duration> step() {
        String step = get(Setting.STEP);
        return step.isEmpty() ? Optional.empty() : Optional.of(PromDuration.parse(step));
    }

    /** Returns the number of rows to show at most, or empty. */
    public Optional<Integer> limit() {
        String limit = get(Setting.LIMIT);
        return limit.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(limit));
    }

    /** Returns the evaluation time of instant queries, or empty for the server's now. A zone is asked for only where a time is given. */
    public Optional<Instant> at(Instant now, Supplier<ZoneId> zone) {
        String at = get(Setting.AT);
        return at.isEmpty() ? Optional.empty() : Optional.of(TimeText.parse(at, now, zone.get()));
    }

    /** Returns the window: start and end where given, else the last so long before the end (or {@code --at}, or now). */
    public TimeRange window(Instant now, Supplier<ZoneId> zone) {
        String endText = get(Setting.END);
        String startText = get(Setting.START);
        Instant end = endText.isEmpty() ? at(now, zone).orElse(now) : TimeText.parse(endText, now, zone.get());
        Instant start = startText.isEmpty()
                ? end.minus(PromDuration.parse(get(Setting.LAST)))
                : TimeText.parse(startText, now, zone.get());
        if (!start.isBefore(end)) {
            throw Failure.usage(
                    "the window ends (" + end + ") before it begins (" + start + ")", "give --start before --end");
        }
        return new TimeRange(start, end);
    }
}
