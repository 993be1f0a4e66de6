package com.steveslist.infra.embedded.stack;

import com.steveslist.infra.embedded.ServerException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Made once per clone, kept in {@code .steveslist/secrets} that only the owner can read.
 *
 * @param postgresPassword of the embedded PostgreSQL's superuser
 * @param masterKey 32 bytes, base64: wraps the keys that personal data is encrypted with; without it that data is lost
 * @param furtherMasterKeys those before it, while something is still wrapped with them: a rotation is under way
 */
public record Secrets(String postgresPassword, String masterKey, List<String> furtherMasterKeys) {
    private static final String POSTGRES_PASSWORD = "postgres.password";
    private static final String MASTER_KEY = "master.key";
    private static final String FURTHER_MASTER_KEYS = "master.keys.before";

    /** Reads them, or makes them at the first time. */
    static Secrets of(StackDirectory directory) {
        Path file = directory.secrets();
        try {
            return Files.exists(file) ? read(file) : create(file);
        } catch (IOException e) {
            throw new ServerException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads them; fails when there are none. */
    public static Secrets read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String password = properties.getProperty(POSTGRES_PASSWORD);
        String masterKey = properties.getProperty(MASTER_KEY);
        if (password == null || masterKey == null) {
            throw new ServerException(
                    file + " lacks " + POSTGRES_PASSWORD + " or " + MASTER_KEY + ": restore it, or lose the data with ./steveslist reset");
        }
        String further = properties.getProperty(FURTHER_MASTER_KEYS, "");
        return new Secrets(password, masterKey, Stream.of(further.split(",")).filter(key -> !key.isBlank()).toList());
    }

    private static Secrets create(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] password = new byte[18];
        random.nextBytes(password);
        Secrets secrets = new Secrets(Base64.getUrlEncoder().encodeToString(password), newMasterKey(), List.of());
        secrets.write(file);
        return secrets;
    }

    private static String newMasterKey() {
        byte[] masterKey = new byte[32];
        new SecureRandom().nextBytes(masterKey);
        return Base64.getEncoder().encodeToString(masterKey);
    }

    /** With a new master key; the former one goes on to be accepted. */
    public Secrets rotated() {
        return new Secrets(postgresPassword, newMasterKey(),
                Stream.concat(Stream.of(masterKey), furtherMasterKeys.stream()).toList());
    }

    /** Nothing is wrapped with another master key any more. */
    public Secrets rewrapped() {
        return new Secrets(postgresPassword, masterKey, List.of());
    }

    /** In the place of what the file holds, whole or not at all. */
    public void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(POSTGRES_PASSWORD, postgresPassword);
        properties.setProperty(MASTER_KEY, masterKey);
        if (!furtherMasterKeys.isEmpty()) {
            properties.setProperty(FURTHER_MASTER_KEYS, String.join(",", furtherMasterKeys));
        }
        StringWriter text = new StringWriter();
        properties.store(text, "Keep this: without the master key personal data cannot be read any more.");
        Path unfinished = file.resolveSibling("secrets.unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text.toString());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Nothing secret in a log. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
