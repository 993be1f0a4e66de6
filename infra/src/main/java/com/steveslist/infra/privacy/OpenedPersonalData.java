package com.steveslist.infra.privacy;

import com.steveslist.command.privacy.PersonalData;
import com.steveslist.events.privacy.EncryptedText;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Personal values for a command of {@code ./steveslist}, opened with the keys of the stack that runs, wherever it keeps them. */
public final class OpenedPersonalData implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;

    private OpenedPersonalData(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /** With the keys that the properties of the running stack name. */
    public static OpenedPersonalData ofStack() {
        return of(Map.of());
    }

    /** @param properties outweigh the system's */
    static OpenedPersonalData of(Map<String, Object> properties) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("given", properties));
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
