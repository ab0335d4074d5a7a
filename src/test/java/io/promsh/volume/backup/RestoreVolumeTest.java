package io.promsh.volume.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ComposeVolume;
import io.promsh.docker.Volume;
import io.promsh.volume.archive.Tars;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The labels of a volume that is made: by them Compose takes it for its own. */
class RestoreVolumeTest {
    private final List<String> remarks = new ArrayList<>();

    private Volume.Wish volume(String name) {
        return Restore.volume(name, Optional.of(Tars.manifest()), remarks);
    }

    @Test
    void isLikeTheOldOne() {
        Volume.Wish wish = volume("p_data");
        assertEquals("local", wish.driver());
        assertEquals(Map.of("type", "none"), wish.options());
        assertEquals(new ComposeVolume("p", "data", "2.26.1").labels(), wish.labels());
    }

    @Test
    void followsTheNameToAnotherProject() {
        assertEquals(
                new ComposeVolume("traffic-monitor", "data", "2.26.1").labels(),
                volume("traffic-monitor_data").labels());
        assertEquals(List.of(), remarks);
    }

    @Test
    void belongsToNoProjectUnderAnotherName() {
        assertEquals(Map.of(), volume("elsewhere").labels());
        assertTrue(remarks.get(0).contains("Compose will not take"), remarks.toString());
        assertEquals(Volume.Wish.named("any", Map.of()), Restore.volume("any", Optional.empty(), remarks));
    }
}
