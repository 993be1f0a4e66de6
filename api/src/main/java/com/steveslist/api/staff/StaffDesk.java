package com.steveslist.api.staff;

import com.steveslist.command.dispatch.CommandContext;
import com.steveslist.command.staff.StaffCommand.GrantRole;
import com.steveslist.command.staff.StaffCommand.RevokeRole;
import com.steveslist.events.account.AccountId;
import com.steveslist.events.id.Ids;
import com.steveslist.events.staff.StaffRole;
import java.util.List;

/** What an operator does to the staff, as an event and as a row. Done again after a crash between the two, it makes both so. */
final class StaffDesk implements AutoCloseable {

    private final OperatorDesk desk = new OperatorDesk();
    private final StaffTable table = new StaffTable(desk.database());

    /** @param who an e-mail address or an account's id. Throws {@link IllegalArgumentException} when nobody has it */
    AccountId find(String who) {
        return desk.find(who);
    }

    void grant(AccountId account, StaffRole role) {
        desk.commands().send(new GrantRole(account, role), byOperator());
        table.grant(account, role);
    }

    /** The row goes first: what must not open anything any more does not wait for the log. */
    void revoke(AccountId account, StaffRole role) {
        table.revoke(account, role);
        desk.commands().send(new RevokeRole(account, role), byOperator());
    }

    List<StaffTable.Row> held() {
        return table.held();
    }

    private static CommandContext byOperator() {
        return CommandContext.of(OperatorDesk.OPERATOR, Ids.next("req"));
    }

    @Override
    public void close() {
        desk.close();
    }
}
