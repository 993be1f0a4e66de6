package com.steveslist.infra.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and Elasticsearch refuse to run as root. As root they run in a user namespace in which root's id has another number: they see an ordinary user,
 * while to the kernel they own root's files, so a clone below /root works too. Where namespaces are not allowed (some containers), as user nobody, who is given
 * the data folder; then the clone must lie where nobody may enter.
 */
final class Unprivileged {
    private static final String UID = "65534";
    private static final List<String> NAMESPACE = List.of("unshare", "--user", "--map-user=1000", "--map-group=1000");
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups");
    /** The stack's own folder, which is closed to others as long as nobody needs to pass. */
    private static final String OURS = ".steveslist";
    private static @Nullable List<String> prefix;

    private Unprivileged() {}

    /** The command as it has to be started by this user. {@code owned} are the folders that the server writes to. */
    static List<String> command(List<String> command, Path... owned) throws IOException {
        List<String> prefix = prefix();
        if (prefix.isEmpty()) {
            return command;
        }
        int owner = prefix.equals(NOBODY) ? Integer.parseInt(UID) : 0;
        for (Path folder : owned) {
            Files.createDirectories(folder);
            if (owner != 0) {
                openTheWayTo(folder);
            }
            own(folder, owner);
        }
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    private static synchronized List<String> prefix() {
        if (prefix == null) {
            prefix = choose();
        }
        return prefix;
    }

    private static List<String> choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        if (works(NAMESPACE)) {
            return NAMESPACE;
        }
        if (works(NOBODY)) {
            return NOBODY;
        }
        throw new ServerException(
                "PostgreSQL and Elasticsearch refuse to run as root, and neither `unshare --user` nor `setpriv` works here:"
                        + " start as an ordinary user, or install util-linux");
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void openTheWayTo(Path folder) throws IOException {
        for (@Nullable Path above = folder.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(above);
            if (permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) {
                continue;
            }
            if (!above.endsWith(OURS)) {
                throw new ServerException(
                        "user namespaces are not allowed here, so PostgreSQL and Elasticsearch run as user nobody, who cannot enter "
                                + above
                                + ": move the clone, or start as an ordinary user");
            }
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
            Files.setPosixFilePermissions(above, permissions);
        }
    }

    private static void own(Path folder, int owner) throws IOException {
        if (Integer.valueOf(owner).equals(Files.getAttribute(folder, "unix:uid"))) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.setAttribute(directory, "unix:uid", owner);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
