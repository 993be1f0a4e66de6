package com.steveslist.infra.consumer;

/** Says that schema {@code consumer} is at the version of this code: its existence as a bean is the whole of it. */
public final class ConsumerSchema {

    ConsumerSchema() {}
}
