/**
 * What attackers of web servers try, each as a search that returns what it found. Used against the console, where nothing may be
 * found, and against consoles that were broken on purpose, where something must be.
 */
@NullMarked
package org.corelink.server.attack;

import org.jspecify.annotations.NullMarked;
