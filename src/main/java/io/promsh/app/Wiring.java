package io.promsh.app;

import io.promsh.command.Command;
import io.promsh.shell.ShellSession;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.shell.core.command.CommandRegistry;

/** The one application context: a few beans registered by function, nothing scanned, nothing configured. */
final class Wiring {
    private Wiring() {}

    static GenericApplicationContext context(List<Command> commands, ShellSession session) {
        // No bean definition holds an expression.
        SpringProperties.setFlag("spring.spel.ignore");
        GenericApplicationContext context = new LeanContext();
        // The default one loads locale data: a fifth of the time to the first answer.
        context.registerBean(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME, MessageSource.class, NoMessages::new);
        context.registerBean(ShellSession.class, () -> session);
        context.registerBean(CommandRegistry.class, () -> new CommandRegistry(springCommands(commands)));
        context.registerBean(
                SpringCommandBridge.class, () -> new SpringCommandBridge(context.getBean(CommandRegistry.class)));
        context.refresh();
        return context;
    }

    private static Set<org.springframework.shell.core.command.Command> springCommands(List<Command> commands) {
        Set<org.springframework.shell.core.command.Command> bridged = new LinkedHashSet<>();
        for (Command command : commands) {
            bridged.add(SpringCommandBridge.springCommand(command));
        }
        return bridged;
    }

    /** Clears no caches after the start: nothing was introspected, and touching them loads them. */
    private static final class LeanContext extends GenericApplicationContext {
        @Override
        protected void resetCommonCaches() {}
    }

    /** promsh has no translated messages. */
    private static final class NoMessages implements MessageSource {
        @Override
        public @Nullable String getMessage(
                String code, Object @Nullable [] arguments, @Nullable String preset, @Nullable Locale locale) {
            return preset;
        }

        @Override
        public String getMessage(String code, Object @Nullable [] arguments, @Nullable Locale locale) {
            return code;
        }

        @Override
        public String getMessage(MessageSourceResolvable resolvable, @Nullable Locale locale) {
            return String.valueOf(resolvable.getDefaultMessage());
        }
    }
}
