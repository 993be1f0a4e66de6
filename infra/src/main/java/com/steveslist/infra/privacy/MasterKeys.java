package com.steveslist.infra.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * Wraps keys with the master key; what was wrapped with another one that is configured beside it can still be opened. So a master key is
 * rotated in steps that each node can take by itself: first all know both, then all wrap with the new one, then the old wrappings are
 * replaced, then the old key is forgotten.
 */
final class MasterKeys implements KeyWrapper {

    private record Wrapping(String id, SecretKey key) {

        static Wrapping of(MasterKey master) {
            return new Wrapping(master.id(), master.derive("key wrapping 1", "AES"));
        }
    }

    private final MasterKey master;
    private final Wrapping current;
    private final List<Wrapping> all = new ArrayList<>();

    /** @param further accepted, but nothing is wrapped with them any more, or yet */
    MasterKeys(MasterKey master, List<MasterKey> further) {
        this.master = master;
        this.current = Wrapping.of(master);
        all.add(current);
        further.stream().map(Wrapping::of).filter(one -> !one.id().equals(current.id())).forEach(all::add);
    }

    MasterKey master() {
        return master;
    }

    /** Of the key that wraps now. */
    String currentId() {
        return current.id();
    }

    @Override
    public String vaultKind() {
        return "database";
    }

    @Override
    public Wrapped newKey(String owner) {
        return wrap(owner, AesGcm.randomKey());
    }

    Wrapped wrap(String owner, byte[] key) {
        return new Wrapped(AesGcm.seal(current.key(), key, owner.getBytes(UTF_8)), current.id());
    }

    @Override
    public byte[] unwrap(String owner, Wrapped wrapped) {
        for (Wrapping wrapping : all) {
            if (wrapped.by() == null || wrapped.by().equals(wrapping.id())) {
                try {
                    return AesGcm.open(wrapping.key(), wrapped.bytes(), owner.getBytes(UTF_8));
                } catch (IllegalArgumentException e) {
                    // Altered, or one without an id that another of them has wrapped.
                }
            }
        }
        throw new IllegalStateException("the key of " + owner + " was not wrapped with this steveslist.master-key"
                + (wrapped.by() == null
                        ? ""
                        : " (" + current.id() + ") but with " + wrapped.by() + ": see steveslist.further-master-keys"));
    }
}
