package io.promsh.audit.live;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Whether a container's user can write to one of its folders. */
public final class Ownership {
    private record User(long uid, long gid) {}

    private Ownership() {}

    /** Returns why the user cannot write, or empty when it can or when it cannot be told. */
    public static Optional<String> unfit(DockerEngine engine, ContainerDetail container, String path) {
        Optional<User> user = user(engine, container);
        if (user.isEmpty() || user.get().uid() == 0) {
            return Optional.empty();
        }
        try (InputStream in = engine.readArchive(container.id(), path)) {
            byte[] block = in.readNBytes(TarHead.BYTES);
            if (block.length < TarHead.BYTES) {
                return Optional.empty();
            }
            TarHead head = TarHead.read(block);
            boolean mayWrite = (head.uid() == user.get().uid() && (head.mode() & 0200) != 0)
                    || (head.gid() == user.get().gid() && (head.mode() & 0020) != 0)
                    || (head.mode() & 0002) != 0;
            return mayWrite
                    ? Optional.empty()
                    : Optional.of(
                            "uid " + user.get().uid() + " cannot write to " + path + ", which is " + head.uid() + ":"
                                    + head.gid() + " "
                                    + String.format(Locale.ROOT, "%o", head.mode()));
        } catch (Failure e) {
            return Quietly.empty(e);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<User> user(DockerEngine engine, ContainerDetail container) {
        String configured = container.user();
        if (configured.isEmpty() || configured.equals("root")) {
            return Optional.of(new User(0, 0));
        }
        String[] parts = configured.split(":", 2);
        Optional<User> known = parts[0].matches("[0-9]{1,10}")
                ? Optional.of(new User(Long.parseLong(parts[0]), 0))
                : fromPasswd(passwd(engine, container), parts[0]);
        boolean hasGroup = parts.length == 2 && parts[1].matches("[0-9]{1,10}");
        return hasGroup ? known.map(user -> new User(user.uid(), Long.parseLong(parts[1]))) : known;
    }

    private static String passwd(DockerEngine engine, ContainerDetail container) {
        try (InputStream in = engine.readArchive(container.id(), "/etc/passwd")) {
            return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
        } catch (Failure e) {
            return Quietly.<String>empty(e).orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<User> fromPasswd(String text, String name) {
        return text.lines()
                .map(line -> line.replace("\0", "").split(":"))
                .filter(cells -> cells.length >= 4 && cells[0].endsWith(name))
                .filter(cells -> cells[0].equals(name) && cells[2].matches("[0-9]+") && cells[3].matches("[0-9]+"))
                .map(cells -> new User(Long.parseLong(cells[2]), Long.parseLong(cells[3])))
                .findFirst();
    }
}
