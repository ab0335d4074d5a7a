package io.promsh.app;

import io.promsh.command.Command;
import io.promsh.command.CommandSpec;
import io.promsh.command.audit.AuditCommand;
import io.promsh.command.completion.CompletionCommand;
import io.promsh.command.coverage.CompareCommand;
import io.promsh.command.coverage.CoverageCommand;
import io.promsh.command.coverage.GapsCommand;
import io.promsh.command.coverage.IntervalCommand;
import io.promsh.command.dashboard.DashboardCommand;
import io.promsh.command.discover.CardinalityCommand;
import io.promsh.command.discover.DescribeCommand;
import io.promsh.command.discover.LabelsCommand;
import io.promsh.command.discover.MetricsCommand;
import io.promsh.command.discover.SeriesCommand;
import io.promsh.command.discover.ValuesCommand;
import io.promsh.command.explain.ExplainCommand;
import io.promsh.command.explain.FormatCommand;
import io.promsh.command.export.ExportCommand;
import io.promsh.command.export.VerifyCommand;
import io.promsh.command.guard.ComposeCommand;
import io.promsh.command.guard.DockerCommand;
import io.promsh.command.guard.DownCommand;
import io.promsh.command.guard.RestartCommand;
import io.promsh.command.help.HelpCommand;
import io.promsh.command.intake.ImportCommand;
import io.promsh.command.query.GraphCommand;
import io.promsh.command.query.QueryCommand;
import io.promsh.command.query.RangeCommand;
import io.promsh.command.query.RawCommand;
import io.promsh.command.query.WatchCommand;
import io.promsh.command.recover.RecoverCommand;
import io.promsh.command.recover.RecoverReportCommand;
import io.promsh.command.recover.RecoverResumeCommand;
import io.promsh.command.recover.RecoverStatusCommand;
import io.promsh.command.recover.RecoverUndoCommand;
import io.promsh.command.rescue.RescueCommand;
import io.promsh.command.rescue.RescueListCommand;
import io.promsh.command.rescue.RescueMergeCommand;
import io.promsh.command.rescue.RescueRepairCommand;
import io.promsh.command.runbook.RunbookListCommand;
import io.promsh.command.runbook.RunbookRunCommand;
import io.promsh.command.runbook.RunbookShowCommand;
import io.promsh.command.server.AlertsCommand;
import io.promsh.command.server.FlagsCommand;
import io.promsh.command.server.RulesCommand;
import io.promsh.command.server.ScrapesCommand;
import io.promsh.command.server.SnapshotCommand;
import io.promsh.command.session.ConnectCommand;
import io.promsh.command.session.DiagnoseCommand;
import io.promsh.command.session.ExitCommand;
import io.promsh.command.session.HistoryCommand;
import io.promsh.command.session.HistorySaveCommand;
import io.promsh.command.session.RefreshCommand;
import io.promsh.command.session.SessionCommand;
import io.promsh.command.session.SetCommand;
import io.promsh.command.session.ShowCommand;
import io.promsh.command.session.SourceCommand;
import io.promsh.command.session.TargetsListCommand;
import io.promsh.command.session.UseCommand;
import io.promsh.command.tsdb.TsdbDumpCommand;
import io.promsh.command.tsdb.TsdbInspectCommand;
import io.promsh.command.tsdb.TsdbListCommand;
import io.promsh.command.volume.VolumeBackupCommand;
import io.promsh.command.volume.VolumeBackupsCommand;
import io.promsh.command.volume.VolumeInspectCommand;
import io.promsh.command.volume.VolumeListCommand;
import io.promsh.command.volume.VolumeRestoreCommand;
import io.promsh.command.volume.VolumeUsageCommand;
import io.promsh.command.volume.VolumeVerifyCommand;
import io.promsh.command.watchdog.WatchdogCommand;
import io.promsh.target.prometheus.HttpRemoteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All commands, in the order of help. */
final class Commands {
    private Commands() {}

    /** Returns the commands for their declarations alone. */
    static List<Command> all() {
        return all(Map.of());
    }

    /** Returns the commands of a process with this environment. */
    static List<Command> all(Map<String, String> environment) {
        List<Command> commands = new ArrayList<>(List.of(
                new ConnectCommand(),
                new SessionCommand(),
                new DiagnoseCommand(),
                new UseCommand(),
                new TargetsListCommand(),
                new SetCommand(),
                new ShowCommand(),
                new RefreshCommand(),
                new HistoryCommand(),
                new HistorySaveCommand(),
                new SourceCommand(),
                new ExitCommand(),
                new QueryCommand(),
                new RangeCommand(),
                new GraphCommand(),
                new RawCommand(),
                new WatchCommand(),
                new ExplainCommand(),
                new FormatCommand(),
                new MetricsCommand(),
                new LabelsCommand(),
                new ValuesCommand(),
                new SeriesCommand(),
                new DescribeCommand(),
                new CardinalityCommand(),
                new ScrapesCommand(),
                new AlertsCommand(),
                new RulesCommand(),
                new FlagsCommand(),
                new SnapshotCommand(),
                new CoverageCommand(),
                new GapsCommand(),
                new IntervalCommand(),
                new CompareCommand(),
                new DashboardCommand(),
                new ExportCommand(),
                new VerifyCommand(),
                new AuditCommand(environment)));
        commands.addAll(guard());
        commands.addAll(blocks());
        commands.add(new ImportCommand(HttpRemoteWriter::open));
        commands.addAll(volumes());
        commands.addAll(List.of(new RunbookListCommand(), new RunbookShowCommand(), new RunbookRunCommand()));
        List<CommandSpec> specs = new ArrayList<>();
        commands.add(new HelpCommand(() -> List.copyOf(specs)));
        commands.add(new CompletionCommand(() -> List.copyOf(specs)));
        commands.forEach(command -> specs.add(command.spec()));
        return commands;
    }

    /** Volumes and their backups. */
    private static List<Command> volumes() {
        return List.of(
                new VolumeListCommand(),
                new VolumeInspectCommand(),
                new VolumeUsageCommand(),
                new VolumeBackupCommand(),
                new VolumeBackupsCommand(),
                new VolumeVerifyCommand(),
                new VolumeRestoreCommand());
    }

    /** What changes containers and volumes. */
    private static List<Command> guard() {
        return List.of(
                new RestartCommand(),
                new DownCommand(),
                new ComposeCommand(),
                new DockerCommand(),
                new RescueCommand(),
                new RescueListCommand(),
                new RescueMergeCommand(),
                new RescueRepairCommand(),
                new WatchdogCommand());
    }

    /** Data directories, and lost windows brought back into them. */
    private static List<Command> blocks() {
        return List.of(
                new TsdbListCommand(),
                new TsdbInspectCommand(),
                new TsdbDumpCommand(),
                new RecoverCommand(),
                new RecoverResumeCommand(),
                new RecoverStatusCommand(),
                new RecoverReportCommand(),
                new RecoverUndoCommand());
    }
}
