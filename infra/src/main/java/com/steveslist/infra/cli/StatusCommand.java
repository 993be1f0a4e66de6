package com.steveslist.infra.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.steveslist.infra.embedded.Home;
import com.steveslist.infra.embedded.stack.PartState;
import com.steveslist.infra.embedded.stack.PartState.Status;
import com.steveslist.infra.embedded.stack.Stack;
import com.steveslist.infra.embedded.stack.StackDirectory;
import com.steveslist.infra.embedded.stack.StackState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows each part's state, address, user, password and process. */
@Command(name = "status", description = "Show each part: state, address, user, password, process id.", mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:everything runs", "3:something does not"})
public final class StatusCommand implements Callable<Integer> {
    private static final int NOT_RUNNING = 3;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        Optional<StackState> state = new Stack(new StackDirectory(Home.directory())).state();
        List<PartState> parts = state.map(StackState::parts).orElse(List.of());
        if (json) {
            print(state, parts);
        } else if (state.isEmpty()) {
            System.out.println("nothing is running: start it with ./steveslist up");
        } else {
            row("PART", "STATE", "PID", "USER", "PASSWORD", "ADDRESS");
            parts.forEach(part -> row(part.name(), label(part), part.pid(), part.user(), part.password(), part.address()));
        }
        boolean allRun =
                !parts.isEmpty() && parts.stream().allMatch(part -> part.status() == Status.RUNNING || part.status() == Status.EXTERNAL);
        return allRun ? 0 : NOT_RUNNING;
    }

    private static void print(Optional<StackState> state, List<PartState> parts) throws JsonProcessingException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("running", state.isPresent());
        state.ifPresent(running -> answer.put("pid", running.pid()));
        state.ifPresent(running -> answer.put("base_url", String.valueOf(running.facts().get("STEVESLIST_BASE_URL"))));
        answer.put("parts", parts);
        System.out.println(StackState.JSON.writeValueAsString(answer));
    }

    private static String label(PartState part) {
        return part.status().label() + (part.restarts() == 0 ? "" : " (restarted " + part.restarts() + "×)");
    }

    private static void row(@Nullable Object... cells) {
        Object[] shown = java.util.Arrays.stream(cells).map(cell -> cell == null ? "-" : cell.toString()).toArray();
        System.out.println(String.format(Locale.ROOT, "%-13s  %-22s  %-8s  %-11s  %-26s  %s", shown).stripTrailing());
    }
}
