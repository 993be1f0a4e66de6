package com.steveslist.infra.privacy;

import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.privacy.EncryptedText;
import com.steveslist.infra.eventstore.EventLog;
import java.util.Optional;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Personal values for a command of {@code ./steveslist}, opened with the keys of the stack that runs, wherever it keeps them. */
public final class OpenedPersonalData implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;

    private OpenedPersonalData(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /** With the keys that the properties of the running stack name. Nothing is remembered, so an erased key opens nothing. */
    public static OpenedPersonalData ofStack(EventLog log) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.registerBean(EventLog.class, () -> log);
        context.register(PrivacyConfiguration.class);
        context.refresh();
        return new OpenedPersonalData(context);
    }

    /** Empty when the person's key was erased. */
    public Optional<String> decrypt(EncryptedText value) {
        return context.getBean(PersonalData.class).decrypt(value);
    }

    @Override
    public void close() {
        context.close();
    }
}
