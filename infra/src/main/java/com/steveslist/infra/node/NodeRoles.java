package com.steveslist.infra.node;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The roles of this node.
 *
 * @param roles bound to {@code steveslist.roles}, such as {@code api,command}; all of them by default
 */
@ConfigurationProperties("steveslist")
public record NodeRoles(
        @DefaultValue( {
                "api", "command", "views", "relay", "index", "warehouse", "process", "effects", "proof"}) Set<NodeRole> roles){

    public NodeRoles {
        roles = Set.copyOf(roles);
    }

    public boolean has(NodeRole role) {
        return roles.contains(role);
    }
}
