package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo says of the incident's own figures. */
@Tag("integration")
class CoverageDemoIT {
    @TempDir
    Path home;

    @Test
    void showsTheLostHoursAndTellsTheReportsEightyFourPercentApart() {
        PromshRun.Result result = new PromshRun(home)
                .clock(Clock.systemUTC())
                .onTerminal()
                .run("demo", "--last", "1d", "-c", "coverage traffic_vehicles_total")
                .exits(0)
                .notes("not to be mistaken for 84 %: that would be the 2,4")
                .notes("samples of all 2 series over the 2,8")
                .notes("are expected of all, and 42 % of them are there");
        assertTrue(result.out().contains("every 30s (measured)"), result.out());
        long lost = result.out()
                .lines()
                .filter(line -> line.contains(" 6h4m ") && line.contains("1,456") && line.contains("server down"))
                .count();
        assertEquals(1, lost, result.out());
        assertTrue(result.out().contains("42 %"), result.out());
    }
}
