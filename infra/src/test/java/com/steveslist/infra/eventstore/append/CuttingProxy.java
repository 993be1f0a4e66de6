package com.steveslist.infra.eventstore.append;

import com.steveslist.infra.eventstore.LogAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A network that fails as told, between an appender and its server. */
final class CuttingProxy implements AutoCloseable {

    /** What happens to the next request. */
    enum Mode {
        PASS,
        /** The request arrives and is carried out; its answer never comes back. */
        LOSE_ANSWER,
        /** The client's connection breaks while the request sits in a buffer; it arrives when released. */
        DELAY_REQUEST,
        /** Nobody gets through. */
        DOWN
    }

    private final ServerSocket listener;
    private final URI server;
    private final LogAddress address;
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile Mode mode = Mode.PASS;
    private volatile Mode after = Mode.PASS;

    CuttingProxy(LogAddress target) throws IOException {
        this.server = URI.create(target.url().substring("jdbc:".length()));
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.address = new LogAddress(
                "jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + server.getPath(), target.user(), target.password());
        Thread.ofVirtual().start(this::accept);
    }

    LogAddress address() {
        return address;
    }

    /** The next request meets {@code once}, everything after it {@code then}. */
    void fail(Mode once, Mode then) {
        after = then;
        mode = once;
    }

    /** Lets a delayed request arrive, and waits until the server has answered it. */
    boolean releaseAndAwaitAnswer() throws InterruptedException {
        released.countDown();
        return answered.await(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        released.countDown();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (mode == Mode.DOWN) {
                    client.close();
                    continue;
                }
                Socket upstream = new Socket(server.getHost(), server.getPort());
                Thread.ofVirtual().start(() -> requests(client, upstream));
                Thread.ofVirtual().start(() -> answers(client, upstream));
            } catch (IOException e) {
                // Closed, or the server is away: the client notices.
            }
        }
    }

    private void requests(Socket client, Socket upstream) {
        byte[] buffer = new byte[1 << 20];
        try {
            InputStream in = client.getInputStream();
            OutputStream out = upstream.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                boolean delayed = mode == Mode.DELAY_REQUEST;
                if (delayed) {
                    mode = after;
                    client.close();
                    released.await();
                }
                out.write(buffer, 0, n);
                out.flush();
                if (delayed) {
                    return; // the answer is still read
                }
            }
            upstream.close();
        } catch (IOException | InterruptedException e) {
            // Cut.
        }
    }

    private void answers(Socket client, Socket upstream) {
        byte[] buffer = new byte[1 << 16];
        try (upstream; client) {
            InputStream in = upstream.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (client.isClosed()) {
                    answered.countDown();
                    return;
                }
                if (mode == Mode.LOSE_ANSWER) {
                    mode = after;
                    return;
                }
                client.getOutputStream().write(buffer, 0, n);
                client.getOutputStream().flush();
            }
        } catch (IOException e) {
            // Cut.
        }
    }
}
