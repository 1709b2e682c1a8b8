package org.corelink.node.planted;

final class NodeManager {}
