package io.promsh.volume.rescue;

import io.promsh.volume.state.StatePath;

/**
 * Data that moves from where it lies now to a named volume.
 *
 * @param key the volume's name in the Compose file
 * @param volume its name in the engine
 * @param isInFile whether the file mounts it there already
 */
public record Move(StatePath from, String key, String volume, boolean isInFile) {}
