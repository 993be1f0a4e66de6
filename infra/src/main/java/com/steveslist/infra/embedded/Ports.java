package com.steveslist.infra.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TCP ports on 127.0.0.1. */
public final class Ports {
    /** A socket's state in /proc/net/tcp. */
    private static final String LISTENING = "0A";
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    private Ports() {}

    /**
     * A port that nobody has at this moment. It lies below those that systems lend to outgoing connections (from 32768 on Linux, from
     * 49152 elsewhere), one of which could otherwise take it while its server is down for a moment.
     */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(TRIES, LOWEST, HIGHEST)
                .filter(port -> !taken(port))
                .findFirst()
                .orElseThrow(() -> new ServerException("no free TCP port between " + LOWEST + " and " + HIGHEST));
    }

    /** Whether somebody listens on it. */
    public static boolean taken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Who listens on it, such as {@code process 4711 (/usr/sbin/nginx)}, as far as this user may know. */
    public static Optional<String> holder(int port) {
        Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6").flatMap(Ports::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9 && LISTENING.equals(fields[3]) && fields[1].endsWith(":%04X".formatted(port)))
                .map(fields -> "socket:[" + fields[9] + "]")
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses().filter(process -> holdsOneOf(process, sockets)).findFirst()
                .map(process -> "process " + process.pid() + process.info().command().map(command -> " (" + command + ")").orElse(""));
    }

    private static boolean holdsOneOf(ProcessHandle process, Set<String> sockets) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return open.anyMatch(descriptor -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }
}
