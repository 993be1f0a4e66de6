package com.steveslist.infra.drill;

import com.steveslist.command.dispatch.Commands;
import com.steveslist.infra.eventstore.LogAddress;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A node as far as commands go: its own appender, its own memory of aggregates, wired as in the application. */
final class CommandNode implements AutoCloseable {

    private static final List<String> PARTS = List.of(
            "com.steveslist.command.dispatch.", "com.steveslist.command.listing.", "com.steveslist.infra.eventstore.",
            "com.steveslist.infra.serialization.");

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    CommandNode(LogAddress log) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("drill", Map.of(
                "steveslist.postgres.url", log.url(),
                "steveslist.postgres.user", log.user(),
                "steveslist.postgres.password", log.password())));
        ClassLoader loader = CommandNode.class.getClassLoader();
        ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> PARTS.stream().anyMatch(name::startsWith))
                .forEach(name -> context.register(load(name, loader)));
        context.refresh();
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    Commands commands() {
        return context.getBean(Commands.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
