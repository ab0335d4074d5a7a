package io.promsh.recovery;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where blocks are put for a server to find. */
interface BlockPlace {
    /** Returns where it is, for display. */
    String words();

    /** Returns whether a server that says to keep its data at a path means this place. */
    boolean isSameAs(String path);

    /** Looks whether so many bytes can be put there and be the server's. */
    List<Check> checks(long bytes);

    /** Puts a block in place with one rename, owned as what is there; a block that is there stays as it is. */
    void put(Path block);

    /** Returns whether a block is there. */
    boolean has(String ulid);

    /** Returns the folder on this machine that it is, or empty when it is none. */
    Optional<Path> folder();

    /** Takes a block out. Nothing happens when it is not there. */
    void remove(String ulid);
}
