package com.steveslist.api.drill;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A part of the running stack; its supervisor starts it again. */
final class StackPart implements Victim {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;

    StackPart(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void kill() {
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** As the supervisor wrote it last. */
    private long pid() {
        String state = System.getProperty("steveslist.state");
        if (state == null) {
            throw new IllegalStateException("nothing is running here that could be killed: start it with ./steveslist up");
        }
        for (JsonNode part : JSON.readTree(Path.of(state)).path("parts")) {
            if (name.equals(part.path("name").asString()) && part.hasNonNull("pid")) {
                return part.path("pid").asLong();
            }
        }
        throw new IllegalStateException("the running stack has no process called " + name);
    }
}
