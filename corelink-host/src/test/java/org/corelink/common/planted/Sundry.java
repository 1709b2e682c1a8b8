package org.corelink.common.planted;

final class Sundry {}
