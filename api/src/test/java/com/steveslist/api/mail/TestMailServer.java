package com.steveslist.api.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server (RFC 5321) that takes mails, or behaves badly in one way. */
final class TestMailServer implements AutoCloseable {

    /** How it answers. */
    enum Manner {
        TAKES_ALL,
        /** Says at every recipient to come back later. */
        IS_BUSY,
        KNOWS_NOBODY,
        /** Takes connections and says nothing. */
        HANGS
    }

    private final ServerSocket socket;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();
    private volatile Manner manner;

    TestMailServer(Manner manner) {
        this.manner = manner;
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    void becomes(Manner other) {
        manner = other;
    }

    /** Everything that was sent after {@code DATA}, a text a mail. */
    List<String> mails() {
        return mails;
    }

    /** Whom clients named, taken or not. */
    List<String> recipients() {
        return recipients;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            }
        } catch (SocketException closed) {
            // the end of the test
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void talk(Socket client) {
        try (client; BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            if (manner == Manner.HANGS) {
                in.readLine();
                return;
            }
            say(client, "220 test");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer(client, line, in);
            }
        } catch (IOException gone) {
            // the client had enough
        }
    }

    private void answer(Socket client, String line, BufferedReader in) throws IOException {
        if (line.startsWith("RCPT")) {
            recipients.add(line);
            say(client, switch (manner) {
                case IS_BUSY -> "451 later";
                case KNOWS_NOBODY -> "550 who is " + line;
                default -> "250 ok";
            });
        } else if (line.startsWith("DATA")) {
            say(client, "354 go on");
            StringBuilder mail = new StringBuilder();
            for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                mail.append(text).append('\n');
            }
            mails.add(mail.toString());
            say(client, "250 taken");
        } else {
            say(client, line.startsWith("QUIT") ? "221 bye" : "250 ok");
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
