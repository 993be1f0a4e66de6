package com.steveslist.command.effect;

import com.steveslist.command.dispatch.Commands;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Wires what every effect handler needs. */
@AutoConfiguration
class EffectConfiguration {

    @Bean
    EffectCommands effectCommands(Commands commands) {
        return new EffectCommands(commands);
    }
}
