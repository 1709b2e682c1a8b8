/** GPUs as the driver tells of them: values, the source port, the parsers, and the processes behind them. */
@NullMarked
package org.corelink.gpu;

import org.jspecify.annotations.NullMarked;
