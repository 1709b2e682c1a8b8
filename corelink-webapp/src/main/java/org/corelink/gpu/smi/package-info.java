/** GPUs as nvidia-smi tells of them: the process, and what its report means. */
@NullMarked
package org.corelink.gpu.smi;

import org.jspecify.annotations.NullMarked;
