package com.steveslist.infra.bench.grow;

import com.steveslist.command.dispatch.Caller;
import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.command.listing.ListingCommand;
import com.steveslist.command.listing.ListingState;
import com.steveslist.events.envelope.Actor;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.listing.ListingId;
import com.steveslist.infra.bench.SampleMarket;
import com.steveslist.infra.eventstore.LogAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/** As much of a node as decides what sellers want and appends it, wired by the application's own configurations. */
final class CommandNode implements AutoCloseable {

    private static final List<String> PARTS = List.of(
            "com.steveslist.command.dispatch.",
            "com.steveslist.command.listing.",
            "com.steveslist.infra.eventstore.",
            "com.steveslist.infra.serialization.");

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Commands commands;

    CommandNode(LogAddress address) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", Map.of(
                "steveslist.postgres.url", address.url(),
                "steveslist.postgres.user", address.user(),
                "steveslist.postgres.password", address.password())));
        context.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        ClassLoader loader = CommandNode.class.getClassLoader();
        Stream<String> configurations = ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream();
        configurations.filter(name -> PARTS.stream().anyMatch(name::startsWith))
                .forEach(name -> context.register(ClassUtils.resolveClassName(name, loader)));
        // Of its own: several nodes share this JVM.
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.refresh();
        commands = context.getBean(Commands.class);
    }

    void create(ListingId listing, AccountId seller) {
        send(new ListingCommand.Create(listing, seller, SampleMarket.DETAILS, 1, false), seller);
    }

    void publish(ListingId listing, AccountId seller) {
        send(new ListingCommand.Publish(listing, Caller.account(seller)), seller);
    }

    /** @param quantity other than before: a change that changes nothing writes no event */
    void change(ListingId listing, AccountId seller, long quantity) {
        send(new ListingCommand.Change(listing, Caller.account(seller), SampleMarket.DETAILS, quantity, false), seller);
    }

    /** Reads it as it is now: from this node's memory, or else, when another node wrote since, from its snapshot and events. */
    ListingState find(ListingId listing) {
        return commands.find(ListingState.class, listing).orElseThrow().state();
    }

    private void send(ListingCommand command, AccountId seller) {
        commands.send(command, CommandContext.of(new Actor(Actor.Kind.ACCOUNT, seller.value()), "req_bench"));
    }

    @Override
    public void close() {
        context.close();
    }
}
