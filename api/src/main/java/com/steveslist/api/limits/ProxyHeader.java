package com.steveslist.api.limits;

/** How proxies tell from where and how a call came to them. */
public enum ProxyHeader {
    /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}, as nearly all do. */
    X_FORWARDED,
    /** {@code Forwarded} (RFC 7239). */
    FORWARDED
}
