package io.promsh.docker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An image as a list shows it. */
public record Image(String id, List<String> tags, Optional<Instant> created, long sizeBytes) {
    public Image {
        tags = List.copyOf(tags);
    }
}
