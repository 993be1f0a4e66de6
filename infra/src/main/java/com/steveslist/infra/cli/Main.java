package com.steveslist.infra.cli;

import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.ServerException;
import com.steveslist.infra.embedded.stack.Stack;
import com.steveslist.infra.embedded.stack.StackDirectory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Runs one command of {@code ./steveslist}.
 *
 * <p>Before it does, it says how to reach the running stack in system properties, under the names of the environment variables ({@code STEVESLIST_BASE_URL},
 * {@code STEVESLIST_POSTGRES_URL}, …) and under those of the application's properties ({@code steveslist.postgres.url}, …). What the environment names itself
 * or a system property wins, so that a command can be pointed at another stack.
 */
@Command(name = "steveslist", description = "A marketplace on real PostgreSQL, Kafka and Elasticsearch.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CommandLine.HelpCommand.class, sortOptions = false)
public final class Main implements Runnable {
    /** In the order in which one meets them; commands of other modules follow by name. */
    private static final List<String> FIRST = List.of("up", "status", "down", "start", "stop", "restart", "logs", "reset");

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace when something fails.")
    private boolean debug;

    private Main() {}

    public static void main(String[] arguments) {
        // Libraries' own stories are for the application's log, not for whoever reads a command's answer.
        System.setProperty("logback.configurationFile", "logback-cli.xml");
        System.exit(run(arguments));
    }

    /** Runs a command; answers its exit code. */
    public static int run(String... arguments) {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        commands().forEach(command -> add(line, command));
        line.setExecutionExceptionHandler((failure, _, _) -> main.failed(failure));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionStrategy(parsed -> {
            new Stack(new StackDirectory(Home.directory())).facts().forEach(Main::publish);
            return new CommandLine.RunLast().execute(parsed);
        });
        return line.execute(arguments);
    }

    /**
     * A command called {@code drill order} is put under the command {@code drill}, whichever module has that. Where only some modules are
     * on the class path, as in tests, one whose parent is not there is left out.
     */
    private static void add(CommandLine line, Callable<?> command) {
        String[] path = name(command).split(" ");
        CommandLine parent = path.length == 1 ? line : line.getSubcommands().get(path[0]);
        String own = path[path.length - 1];
        if (parent != null) {
            parent.addSubcommand(own, new CommandLine(command).setCommandName(own));
        }
    }

    private static List<Callable<?>> commands() {
        return StreamSupport.stream(ServiceLoader.load(Callable.class).spliterator(), false)
                .filter(callable -> callable.getClass().isAnnotationPresent(Command.class))
                .<Callable<?>>map(callable -> callable)
                .sorted(Comparator.comparing((Callable<?> command) -> rank(name(command))).thenComparing(Main::name))
                .toList();
    }

    private static String name(Callable<?> command) {
        return command.getClass().getAnnotation(Command.class).name();
    }

    private static int rank(String name) {
        int known = FIRST.indexOf(name);
        return known < 0 ? FIRST.size() : known;
    }

    private static void publish(String name, String value) {
        String property = PROPERTIES.getOrDefault(name, name.toLowerCase(Locale.ROOT).replace('_', '.'));
        String chosen = System.getenv().getOrDefault(name, System.getProperty(property, value));
        System.setProperty(name, chosen);
        System.setProperty(property, chosen);
    }

    /** Where an underscore does not stand for a dot. */
    private static final Map<String, String> PROPERTIES =
            Map.of("STEVESLIST_BASE_URL", "steveslist.base-url", "STEVESLIST_MASTER_KEY", "steveslist.master-key",
                    "STEVESLIST_FURTHER_MASTER_KEYS", "steveslist.further-master-keys",
                    "STEVESLIST_KEYS_CERTIFICATE_KEY", "steveslist.keys.certificate-key");

    /** One line for a person, the whole story with {@code --debug}. */
    private int failed(Exception failure) {
        if (debug) {
            failure.printStackTrace();
        }
        System.err.println("steveslist: " + inOneLine(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What failed and, where that says more, what it comes from. */
    private static String inOneLine(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof ServerException)) {
            root = root.getCause();
        }
        String what = words(failure);
        String why = words(root);
        return what.contains(why) ? what : what + ": " + why;
    }

    private static String words(Throwable failure) {
        String said = failure.getMessage();
        return (said == null || said.isBlank() ? failure.getClass().getSimpleName() : said).strip().replaceAll("\\s+", " ");
    }

    @Override
    public void run() {
        // Without a command: the same as help.
        Main.run("help");
    }
}
