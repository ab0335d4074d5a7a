package io.promsh.command.intake;

import io.promsh.command.CommandContext;
import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.intake.BlockBuild;
import io.promsh.intake.BlockUpload;
import io.promsh.intake.Built;
import io.promsh.intake.ImportPlan;
import io.promsh.intake.Preflight;
import io.promsh.intake.Receipt;
import io.promsh.intake.SendFolder;
import io.promsh.model.PromDuration;
import io.promsh.tsdb.BlockMeta;
import io.promsh.tsdb.BlockSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts blocks into a Docker volume: as into any directory where the engine's disk can be reached, else as an archive. */
final class IntoVolume {
    private final ImportOptions options;
    private final CommandContext context;

    IntoVolume(ImportOptions options, CommandContext context) {
        this.options = options;
        this.context = context;
    }

    void run(ImportPlan plan, String name) {
        DockerEngine docker = context.docker();
        Volume volume = docker.volume(name)
                .orElseThrow(() -> Failure.usage(
                        "'" + name + "' is no directory, no target and no volume here",
                        "see: targets list, volume list; or write a directory with a slash: ./" + name));
        ImportOptions known =
                options.retention().isPresent() ? options : options.withRetention(retention(docker, name));
        Path mountpoint = Path.of(volume.mountpoint());
        if (docker.isLocal() && Files.isWritable(mountpoint)) {
            new IntoDirectory(known, context).run(plan, mountpoint);
            return;
        }
        upload(plan, docker, name, known.retention().orElse(IntoDirectory.DEFAULT_RETENTION));
    }

    /** What the server that uses the volume was told to keep; it was told nothing when its command line is silent. */
    private static Duration retention(DockerEngine docker, String volume) {
        for (Container container : docker.containers(Map.of())) {
            boolean uses =
                    container.mounts().stream().anyMatch(mount -> mount.name().equals(volume));
            Optional<String> flag = uses
                    ? docker.container(container.id())
                            .flatMap((ContainerDetail detail) -> detail.flag("storage.tsdb.retention.time"))
                    : Optional.empty();
            if (flag.isPresent()) {
                return PromDuration.parse(flag.get());
            }
        }
        return IntoDirectory.DEFAULT_RETENTION;
    }

    private void upload(ImportPlan plan, DockerEngine docker, String name, Duration retention) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        String user = System.getProperty("user.name", "user");
        try (SendFolder folder = SendFolder.open(temporary, user, plan.id(), docker.address() + " " + name)) {
            BlockUpload upload = new BlockUpload(docker, name, plan.now());
            Optional<Receipt> waiting = folder.built();
            if (waiting.isPresent() && !options.isDryRun()) {
                upload.upload(folder.work(), waiting.get().blocks());
                folder.done();
                ImportView.printFinished(context, waiting.get(), name);
                return;
            }
            BlockSizes sizes = BlockSizes.upTo(retention.dividedBy(10), plan.now());
            Built built = new BlockBuild(folder.work(), sizes).build(plan, ImportView.progress(context));
            List<BlockMeta> fresh = built.report().blocks();
            new Preflight(plan.now(), options.allowed())
                    .times(built.reading().earliest(), built.reading().latest())
                    .retention(fresh, List.of(), retention, false)
                    .decide();
            if (!options.isDryRun()) {
                Receipt receipt = new Receipt(
                        plan.id(), fresh.stream().map(BlockMeta::ulid).toList());
                folder.built(receipt);
                upload.upload(folder.work(), receipt.blocks());
                folder.done();
            }
            ImportView.printBlocks(context, built, "the volume " + name, options.isDryRun());
        }
    }
}
