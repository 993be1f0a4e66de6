package com.steveslist.infra.process;

import com.steveslist.command.dispatch.Command;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.dispatch.Decided;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.id.Id;
import com.steveslist.infra.embedded.EmbeddedServers;
import com.steveslist.infra.payment.stevepay.StevePayBooks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/** A node that commands, runs processes and does what they wish: everything but views, search and HTTP. */
final class TestNode implements AutoCloseable {

    private static final List<String> WANTED = List.of(
            "com.steveslist.command.",
            "com.steveslist.infra.consumer.",
            "com.steveslist.infra.effects.",
            "com.steveslist.infra.eventstore.",
            "com.steveslist.infra.node.",
            "com.steveslist.infra.payment.",
            "com.steveslist.infra.postgres.",
            "com.steveslist.infra.privacy.",
            "com.steveslist.infra.process.",
            "com.steveslist.infra.serialization.");

    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    TestNode(Map<String, Object> properties) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        ClassLoader loader = TestNode.class.getClassLoader();
        configurations(loader).forEach(name -> context.register(ClassUtils.resolveClassName(name, loader)));
        context.refresh();
        context.start();
    }

    private static Stream<String> configurations(ClassLoader loader) {
        return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> WANTED.stream().anyMatch(name::startsWith));
    }

    /** Fresh databases. */
    static Map<String, Object> databases() {
        Map<String, Object> properties = new HashMap<>();
        for (String name : List.of("postgres", "keys", "stevepay")) {
            EmbeddedServers.Database database = EmbeddedServers.postgres().newDatabase(name + "_of_node");
            properties.put("steveslist." + name + ".url", database.url());
            properties.put("steveslist." + name + ".user", database.user());
            properties.put("steveslist." + name + ".password", database.password());
        }
        properties.put("steveslist.master-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        return properties;
    }

    <S> S send(Command<S> command) {
        Actor actor = new Actor(Actor.Kind.ACCOUNT, "acct_test");
        return context.getBean(Commands.class).send(command, CommandContext.of(actor, "req_1")).state();
    }

    <S> S get(Class<S> type, Id id) {
        return context.getBean(Commands.class).find(type, id).map(Decided::state).orElseThrow();
    }

    StevePayBooks books() {
        return context.getBean(StevePayBooks.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
