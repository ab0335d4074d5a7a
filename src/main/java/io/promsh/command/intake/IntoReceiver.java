package io.promsh.command.intake;

import io.promsh.command.CommandContext;
import io.promsh.intake.BlockBuild;
import io.promsh.intake.Built;
import io.promsh.intake.ImportPlan;
import io.promsh.intake.Preflight;
import io.promsh.intake.RemoteSend;
import io.promsh.intake.Risk;
import io.promsh.intake.SendFolder;
import io.promsh.target.RemoteWriter;
import io.promsh.tsdb.BlockSizes;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Builds blocks, so that everything is known to be right and in order, and sends them by remote write. */
final class IntoReceiver {
    private final ImportOptions options;
    private final CommandContext context;

    IntoReceiver(ImportOptions options, CommandContext context) {
        this.options = options;
        this.context = context;
    }

    void run(ImportPlan plan, RemoteWriter writer) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        String user = System.getProperty("user.name", "user");
        String address = writer.address();
        try (SendFolder folder = SendFolder.open(temporary, user, plan.id(), address)) {
            Built built =
                    new BlockBuild(folder.work(), BlockSizes.twoHours()).build(plan, ImportView.progress(context));
            // New samples are what a receiver is there for.
            Set<Risk> allowed = EnumSet.of(Risk.RECENT);
            allowed.addAll(options.allowed());
            new Preflight(plan.now(), allowed)
                    .times(built.reading().earliest(), built.reading().latest())
                    .decide();
            if (options.isDryRun()) {
                ImportView.printBlocks(context, built, address, true);
                return;
            }
            RemoteSend send = new RemoteSend(writer, folder.sentFile(), ImportView.progress(context));
            RemoteSend.Sent sent = send.send(folder.work(), built.reading().metadata());
            folder.done();
            ImportView.printSent(context, built, sent, writer.address());
        }
    }
}
