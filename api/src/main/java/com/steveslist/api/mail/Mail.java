package com.steveslist.api.mail;

/** One mail, in plain text. It is kept nowhere. @param to one address */
public record Mail(String to, String subject, String text) {
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
