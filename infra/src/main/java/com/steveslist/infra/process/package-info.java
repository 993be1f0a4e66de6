/**
 * Runs {@link com.steveslist.command.effect.ProcessManager}s as consumers of the log. A batch of events is one transaction: read the
 * states of the instances it concerns, let the processes step in memory, write changed states and wishes. No effect is run here.
 */
@NullMarked
package com.steveslist.infra.process;

import org.jspecify.annotations.NullMarked;
