package com.steveslist.api.imports;

import com.steveslist.api.error.ApiException;
import com.steveslist.api.error.ErrorCode;
import com.steveslist.api.error.Errors;
import com.steveslist.api.http.Call;
import com.steveslist.api.input.Bytes;
import com.steveslist.command.dispatch.Commands;
import com.steveslist.events.account.AccountId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes the bodies of imports in. No row is carried out before the whole of it is here. */
@Component
final class Receiver {

    private static final int AT_ONCE = 10;
    private static final long MOST_BYTES = 200_000_000;
    private static final int MOST_ROWS = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int TRIES = 3;

    private final Imports imports;
    private final ImportQueue queue;
    private final ImportWorkers workers;
    private final Commands commands;
    private final Semaphore free = new Semaphore(AT_ONCE);

    Receiver(Imports imports, ImportQueue queue, ImportWorkers workers, Commands commands) {
        this.imports = imports;
        this.queue = queue;
        this.workers = workers;
        this.commands = commands;
    }

    /** @param what as it was when its body was here */
    record Received(Import what, boolean replayed) {}

    /** Throws {@link ApiException} when the body is refused; then the import has failed. */
    Received receive(Call call, ImportFormat format) {
        if (!free.tryAcquire()) {
            throw ApiException.of(ErrorCode.OVERLOADED, "This node receives as many imports as it can. Try again in a moment.");
        }
        try {
            String key = call.idempotencyKey();
            Optional<Import> first = key == null ? Optional.empty() : imports.findKeyed(call.account(), key);
            return first.isPresent() ? again(call, format, first.get()) : anew(call, format, key);
        } finally {
            free.release();
        }
    }

    private Received anew(Call call, ImportFormat format, @Nullable String key) {
        Import begun = begin(call, format, key);
        try {
            MessageDigest digest = digest(format);
            int rows = store(begun.id(), format, new DigestInputStream(call.stream(MOST_BYTES, PATIENCE), digest));
            Import received = imports.received(begun.id(), rows, digest.digest())
                    .orElseThrow(() -> ApiException.of(ErrorCode.INVALID_STATE, "The import was cancelled while its body arrived."));
            workers.wake();
            return new Received(received, false);
        } catch (IOException | RuntimeException e) {
            ApiException said = Errors.of(e);
            imports.fail(begun.id(), said);
            throw said;
        }
    }

    private Import begin(Call call, ImportFormat format, @Nullable String key) {
        if (imports.isFull()) {
            throw ApiException.of(ErrorCode.OVERLOADED, "Too many imports wait to be carried out. Try again in a moment.");
        }
        AccountId account = call.account();
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Import> begun = imports.begin(
                    ImportId.next(), account, call.actor(), call.requestId(), format, key, commands.endOfLog(), queue.node());
            if (begun.isPresent()) {
                return begun.get();
            }
            if (key != null && imports.findKeyed(account, key).isPresent()) {
                throw inProgress();
            }
        }
        throw ApiException.of(
                ErrorCode.TOO_MANY_RUNNING,
                "An account has at most " + Imports.MOST_OF_ACCOUNT + " imports running. Wait until one has ended, or cancel one.");
    }

    private int store(ImportId id, ImportFormat format, InputStream body) throws IOException {
        RowSource rows = format.rows(new Bytes(body));
        ChunkWriter chunks = new ChunkWriter(id, queue);
        int count = 0;
        for (byte[] row = rows.next(); row != null; row = rows.next()) {
            if (++count > MOST_ROWS) {
                throw ApiException.of(
                        ErrorCode.PAYLOAD_TOO_LARGE, "An import has at most " + MOST_ROWS + " rows. Send them in several imports.");
            }
            chunks.add(row);
        }
        if (count == 0) {
            throw nothing();
        }
        return chunks.end();
    }

    static ApiException nothing() {
        return ApiException.of(ErrorCode.MALFORMED_REQUEST, "There is not a single row in the body.");
    }

    /** The body must be the same; to know that, it is read to its end. */
    private Received again(Call call, ImportFormat format, Import first) {
        byte[] known = first.fingerprint();
        if (known == null) {
            throw inProgress();
        }
        MessageDigest digest = digest(format);
        try (InputStream body = new DigestInputStream(call.stream(MOST_BYTES, PATIENCE), digest)) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw Errors.of(e);
        }
        if (!MessageDigest.isEqual(known, digest.digest())) {
            throw ApiException.of(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "This Idempotency-Key was used before for a different request. Use a new key for a new request.");
        }
        return new Received(first.accepted(), true);
    }

    private static ApiException inProgress() {
        return ApiException.of(
                ErrorCode.IDEMPOTENCY_IN_PROGRESS, "The first request with this key has not ended yet. Ask again in a second.");
    }

    private static MessageDigest digest(ImportFormat format) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(format.name().getBytes(StandardCharsets.UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
