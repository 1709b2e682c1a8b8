/** GPUs as the driver's library NVML tells of them, called through the foreign-function API. */
@NullMarked
package org.corelink.gpu.nvml;

import org.jspecify.annotations.NullMarked;
