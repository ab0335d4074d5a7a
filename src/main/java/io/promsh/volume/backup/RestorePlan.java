package io.promsh.volume.backup;

import io.promsh.docker.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a restore will do, after the archive was checked and the volume was looked at.
 *
 * @param existing the volume, where there is one
 * @param wish the volume to make, where there is none
 * @param isEmpty whether nothing is in it
 * @param running names of the running containers that use it
 * @param image to reach it with
 * @param remarks what the user should know, a sentence each
 */
public record RestorePlan(
        CheckReport check,
        Optional<Volume> existing,
        Volume.Wish wish,
        boolean isEmpty,
        List<String> running,
        String image,
        List<String> remarks) {
    public RestorePlan {
        running = List.copyOf(running);
        remarks = List.copyOf(remarks);
    }

    /** Returns whether something is lost or halted by it, so that the user must be asked. */
    public boolean needsConsent() {
        return !isEmpty || !running.isEmpty();
    }

    /** Returns what is lost or halted, a sentence each. */
    public List<String> losses() {
        List<String> losses = new ArrayList<>();
        if (!isEmpty) {
            losses.add("what is in volume " + wish.name() + " now (a backup of it is made first)");
        }
        running.forEach(name -> losses.add("time: " + name + " is stopped and started again"));
        return losses;
    }
}
