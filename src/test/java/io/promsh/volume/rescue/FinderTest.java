package io.promsh.volume.rescue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.testing.FakeDocker;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinderTest {
    private static Volume local(String name) {
        return new Volume(name, "local", "/nowhere/" + name, Optional.empty(), Map.of(), Map.of());
    }

    /** On an engine with hundreds of loose volumes each question counts. */
    @Test
    void asksLittleOfAVolumeThatIsNobodysState() {
        FakeDocker fake = new FakeDocker()
                .with(FakeDocker.image("busybox", new String[0]))
                .with(local("photos"), 1)
                .withArchive("photos", "/promsh-looks1", new byte[1024])
                .with(local("deeper"), 1)
                .withArchive("deeper", "/promsh-looks0", new byte[1024])
                .withArchive("deeper", "/promsh-looks0/_data", new byte[1024])
                .withArchive("deeper", "/promsh-looks0/_data/wal", new byte[1024])
                .withArchive("deeper", "/promsh-looks0/_data/chunks_head", new byte[1024]);
        List<String> asked = new ArrayList<>();
        DockerEngine engine = (DockerEngine) Proxy.newProxyInstance(
                DockerEngine.class.getClassLoader(),
                new Class<?>[] {DockerEngine.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("stat")) {
                        asked.add((String) arguments[1]);
                    }
                    try {
                        return method.invoke(fake, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        List<Find> finds = new Finder(engine, false).find();
        assertEquals(List.of("deeper"), finds.stream().map(Find::name).toList());
        assertEquals("/_data", finds.get(0).path());
        List<String> ofPhotos =
                asked.stream().filter(path -> path.startsWith("/promsh-looks1")).toList();
        assertEquals(new HashSet<>(ofPhotos).size(), ofPhotos.size(), "nothing is asked twice: " + ofPhotos);
        assertTrue(ofPhotos.size() <= 40, ofPhotos.size() + " questions");
    }
}
