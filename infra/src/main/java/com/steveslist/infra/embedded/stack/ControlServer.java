package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.ServerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * How other shells give the supervisor orders: one line over TCP on 127.0.0.1, {@code <token> <verb> <part>…}, answered by lines. The token stands in the state
 * file, which only the owner can read. (A Unix socket would be the obvious choice, but its path may have 107 bytes only, and a clone can lie deeper.)
 */
final class ControlServer implements AutoCloseable {
    /** Starts the last line of an answer when the order was carried out. */
    static final String DONE = "\u0004";
    private static final int READ_TIMEOUT_MILLIS = 5000;

    private final ServerSocket socket;
    private final String token;
    private final BiConsumer<List<String>, PrintStream> orders;

    private ControlServer(ServerSocket socket, String token, BiConsumer<List<String>, PrintStream> orders) {
        this.socket = socket;
        this.token = token;
        this.orders = orders;
    }

    static ControlServer listen(BiConsumer<List<String>, PrintStream> orders) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        try {
            ControlServer server =
                    new ControlServer(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), HexFormat.of().formatHex(random), orders);
            Thread.ofPlatform().daemon().name("orders").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new ServerException("cannot listen for orders: " + e.getMessage(), e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    String token() {
        return token;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintStream(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            client.setSoTimeout(READ_TIMEOUT_MILLIS);
            String line = in.readLine();
            List<String> words = line == null ? List.of() : List.of(line.split(" "));
            if (words.size() < 2
                    || !MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), words.getFirst().getBytes(StandardCharsets.UTF_8))) {
                return;
            }
            try {
                orders.accept(words.subList(1, words.size()), out);
                out.println(DONE);
            } catch (ServerException e) {
                out.println(e.getMessage());
            }
        } catch (IOException e) {
            // Whoever gave the order went away; it is carried out all the same.
        }
    }

    /**
     * Gives an order to the supervisor of {@code state}; its answer's lines go to {@code line} as they come.
     *
     * @return whether it was carried out
     */
    static boolean send(StackState state, List<String> words, Consumer<String> line) {
        try (Socket server = new Socket()) {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), state.controlPort()), READ_TIMEOUT_MILLIS);
            var out = new PrintStream(server.getOutputStream(), true, StandardCharsets.UTF_8);
            out.println(state.controlToken() + " " + String.join(" ", words));
            var in = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
            for (String answer = in.readLine(); answer != null; answer = in.readLine()) {
                if (answer.equals(DONE)) {
                    return true;
                }
                line.accept(answer);
            }
            return false;
        } catch (IOException e) {
            throw new ServerException("the supervisor (process " + state.pid() + ") does not take orders: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The process ends anyway.
        }
    }
}
