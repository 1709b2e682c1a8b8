package org.corelink.gpu.planted;

import org.corelink.node.NodeState;

record RightLooker(NodeState state) {}
