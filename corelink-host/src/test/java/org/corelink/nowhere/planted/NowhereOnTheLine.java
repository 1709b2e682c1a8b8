package org.corelink.nowhere.planted;

final class NowhereOnTheLine {}
