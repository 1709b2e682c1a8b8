package org.corelink.page;

import jakarta.faces.context.FacesContext;
import org.primefaces.component.datatable.DataTable;
import org.primefaces.component.datatable.DataTableRenderer;

/** PrimeFaces' table without the line of script that would start its widget, for which no page has the script. */
public final class ScriptlessTableRenderer extends DataTableRenderer {
    @Override
    protected void encodeScript(FacesContext context, DataTable table) {
        // Sorting, filtering and paging are links to the server, and table.js makes them quick.
    }
}
