package com.steveslist.infra.node;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Makes the node's roles known. */
@AutoConfiguration
@EnableConfigurationProperties(NodeRoles.class)
class NodeConfiguration {}
