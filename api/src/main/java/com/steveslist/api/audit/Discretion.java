package com.steveslist.api.audit;

import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.privacy.EncryptedText;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Opens personal values as far as somebody may read them, and notes whose were read. What may not be read is {@value #REDACTED}, what
 * nobody can read any more {@value #ERASED}. For one answer, on one thread.
 */
final class Discretion implements PersonalData {

    static final String REDACTED = "redacted";
    static final String ERASED = "erased";

    private final PersonalData personal;
    private final Viewer viewer;
    private final Extent extent;
    private final Set<AccountId> read = new LinkedHashSet<>();

    /** Whose values are opened. */
    enum Extent {
        /** Nobody's. */
        NONE,
        /** The viewer's own; an auditor reads everybody's. */
        OWN,
        /** All: the thing itself shows them to the viewer. */
        ALL
    }

    Discretion(PersonalData personal, Viewer viewer, Extent extent) {
        this.personal = personal;
        this.viewer = viewer;
        this.extent = extent;
    }

    /** Whose values were opened that the viewer sees as one of the staff alone. */
    Set<AccountId> readOfOthers() {
        return read;
    }

    /** Never empty. */
    @Override
    public Optional<String> decrypt(EncryptedText value) {
        AccountId person = new AccountId(value.person());
        boolean own = person.equals(viewer.account());
        boolean mayRead = switch (extent) {
            case NONE -> false;
            case OWN -> own || viewer.isAuditor();
            case ALL -> true;
        };
        if (extent == Extent.NONE) {
            return Optional.of(REDACTED);
        }
        Optional<String> plain = personal.decrypt(value);
        if (!mayRead && plain.isPresent()) {
            return Optional.of(REDACTED);
        }
        if (plain.isPresent() && !own && viewer.isAuditor()) {
            read.add(person);
        }
        return Optional.of(plain.orElse(ERASED));
    }

    @Override
    public void createKey(AccountId person) {
        throw new UnsupportedOperationException("whoever reads writes nothing");
    }

    @Override
    public EncryptedText encrypt(AccountId person, String plain) {
        throw new UnsupportedOperationException("whoever reads writes nothing");
    }

    @Override
    public String eraseKey(AccountId person) {
        throw new UnsupportedOperationException("whoever reads erases nobody");
    }

    @Override
    public Duration keyBackupsKept() {
        return personal.keyBackupsKept();
    }

    @Override
    public String lookupHash(String kind, String value) {
        throw new UnsupportedOperationException("whoever reads looks nobody up");
    }
}
