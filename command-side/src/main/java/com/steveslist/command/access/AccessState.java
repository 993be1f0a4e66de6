package com.steveslist.command.access;

import com.steveslist.events.access.AccessId;

/** A look that was kept. */
public record AccessState(AccessId id) {}
