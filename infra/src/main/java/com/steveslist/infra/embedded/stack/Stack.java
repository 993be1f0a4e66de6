package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.Leftovers;
import com.steveslist.infra.embedded.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A stack seen from another shell: is it running, how is it reached, orders for its supervisor. */
public final class Stack {
    private static final Duration DOWN_PATIENCE = Duration.ofSeconds(120);

    private final StackDirectory directory;

    public Stack(StackDirectory directory) {
        this.directory = directory;
    }

    public Optional<StackState> state() {
        return StackState.ofRunning(directory);
    }

    /** @throws ServerException when none is running */
    public StackState running() {
        return state().orElseThrow(() -> new ServerException("nothing is running here: start it with ./steveslist up"));
    }

    /** How to reach every part, as environment variables, with the master key; empty when nothing runs. */
    public Map<String, String> facts() {
        Optional<StackState> state = state();
        if (state.isEmpty()) {
            return Map.of();
        }
        Map<String, String> facts = new LinkedHashMap<>(state.get().facts());
        facts.put("STEVESLIST_STATE", StackState.file(directory).toString());
        if (Files.isReadable(directory.secrets())) {
            try {
                Secrets secrets = Secrets.read(directory.secrets());
                facts.put("STEVESLIST_MASTER_KEY", secrets.masterKey());
                facts.put("STEVESLIST_FURTHER_MASTER_KEYS", String.join(",", secrets.furtherMasterKeys()));
            } catch (IOException e) {
                throw new ServerException("cannot read " + directory.secrets() + ": " + e.getMessage(), e);
            }
        }
        return facts;
    }

    /** Gives an order; false when it was not carried out, with the reason among the {@code lines}. */
    public boolean order(List<String> words, Consumer<String> lines) {
        return ControlServer.send(running(), words, lines);
    }

    /**
     * Ends the stack, or what a killed supervisor left of it, and waits until nothing of it runs.
     *
     * @return what was done
     */
    public String down() {
        Optional<StackState> state = state();
        if (state.isEmpty()) {
            int left = Files.isDirectory(directory.root()) ? Leftovers.end(directory.root()) : 0;
            return left == 0 ? "nothing was running" : "ended " + left + " processes that an earlier run had left";
        }
        Optional<ProcessHandle> supervisor = ProcessHandle.of(state.get().pid());
        ControlServer.send(state.get(), List.of("down"), _ -> {});
        try {
            if (supervisor.isPresent()) {
                supervisor.get().onExit().get(DOWN_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            return "everything is stopped";
        } catch (TimeoutException e) {
            throw new ServerException("still stopping after " + DOWN_PATIENCE.toSeconds() + " s: see ./steveslist status", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while waiting", e);
        }
    }
}
