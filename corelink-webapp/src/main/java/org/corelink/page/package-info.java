/** The pages: one bean each, of that page's name. The only home of {@code FacesContext}. */
@NullMarked
package org.corelink.page;

import org.jspecify.annotations.NullMarked;
