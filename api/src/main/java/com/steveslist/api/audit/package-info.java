/**
 * The history for those who have to know: every event with who and what caused it, what each changed, why a value is what it is, and who of
 * the staff looked at whose personal values. Everybody sees what concerns themselves; auditors see all, and leave a trace.
 */
@NullMarked
package com.steveslist.api.audit;

import org.jspecify.annotations.NullMarked;
