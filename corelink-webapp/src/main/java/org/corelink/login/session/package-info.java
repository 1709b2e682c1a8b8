/**
 * Sessions of people who signed in: how long they last, how they survive a restart, and how they end before their time.
 */
@NullMarked
package org.corelink.login.session;

import org.jspecify.annotations.NullMarked;
