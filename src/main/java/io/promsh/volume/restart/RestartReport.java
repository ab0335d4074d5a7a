package io.promsh.volume.restart;

import io.promsh.model.Labels;
import io.promsh.volume.proof.Gap;
import java.util.List;

/**
 * What came of a restart.
 *
 * @param samplesHeld how many samples the server holds of the compared time, the same before and after; -1 for other services
 * @param silent scrape targets without new samples in time
 * @param gaps the gap of each scrape target
 * @param remarks what is left to do or to know
 */
public record RestartReport(
        String service,
        String container,
        double secondsToReady,
        long samplesHeld,
        List<Labels> silent,
        List<Gap> gaps,
        List<String> remarks) {
    public RestartReport {
        silent = List.copyOf(silent);
        gaps = List.copyOf(gaps);
        remarks = List.copyOf(remarks);
    }
}
