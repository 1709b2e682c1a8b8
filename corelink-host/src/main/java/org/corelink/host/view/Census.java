package org.corelink.host.view;

import java.util.List;
import java.util.SequencedMap;

/**
 * The whole cluster in a few numbers.
 *
 * @param machines machines that are known
 * @param byState how many are in which state, in the console's words and order
 * @param gpus GPUs of those that are live
 * @param limits what keeps the console from knowing better, in its words
 */
record Census(long machines, SequencedMap<String, Long> byState, long gpus, List<String> limits) {}
