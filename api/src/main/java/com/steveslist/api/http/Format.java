package com.steveslist.api.http;

/** The forms in which this API answers. */
enum Format {
    JSON("application/json"),
    XML("application/xml");

    final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }
}
