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
                .notes("samples are 84 % of the 2,8")
                .notes("of one series, but there are 2 series");
        assertTrue(result.out().contains("every 30s (measured)"), result.out());
        long lost = result.out()
                .lines()
                .filter(line -> line.contains(" 6h4m ") && line.contains("1,456") && line.contains("server down"))
                .count();
        assertEquals(1, lost, result.out());
        assertTrue(result.out().contains("42 %"), result.out());
    }
}
