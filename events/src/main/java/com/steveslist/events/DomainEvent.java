package com.steveslist.events;

/**
 * Something that happened and cannot be undone. Every implementation is a record nested in the vocabulary file of its noun and is
 * registered, with its public name and version, in {@link com.steveslist.events.catalog.EventCatalog}.
 */
public interface DomainEvent {}
