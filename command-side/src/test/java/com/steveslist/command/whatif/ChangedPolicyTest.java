package com.steveslist.command.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.steveslist.command.order.RefundWindow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedPolicyTest {

    @Test
    void is_read_out_of_rules() {
        assertThat(ChangedPolicy.of(List.of("ship-by=3d", "complete-after=12h", "refund-window=none")))
                .isEqualTo(new ChangedPolicy(Duration.ofDays(3), Duration.ofHours(12), RefundWindow.NONE));
        assertThat(ChangedPolicy.of(List.of())).isEqualTo(ChangedPolicy.NOTHING);
    }

    @Test
    void says_what_it_does_not_understand_and_what_it_would() {
        refuses("fee=3", "there is no rule fee: the known ones are ship-by, complete-after, refund-window");
        refuses("ship-by=soon", "ship-by cannot be soon: give a time above zero, such as 7d or 12h");
        refuses("ship-by=-1d", "ship-by cannot be -1d: give a time above zero, such as 7d or 12h");
        refuses("ship-by=99999999999999999999d", "ship-by cannot be 99999999999999999999d: give a time above zero, such as 7d or 12h");
        refuses("ship-by=none", "ship-by cannot be none: give a time above zero, such as 7d or 12h");
        refuses("refund-window=", "refund-window cannot be : give a time above zero, such as 7d or 12h, or none");
        refuses("ship-by", "a rule is written NAME=VALUE, such as refund-window=14d; this is not: ship-by");
        assertThatIllegalArgumentException().isThrownBy(() -> ChangedPolicy.of(List.of("ship-by=1d", "ship-by=2d")))
                .withMessage("the rule ship-by is given twice");
    }

    private static void refuses(String rule, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> ChangedPolicy.of(List.of(rule))).withMessage(why);
    }
}
