// What is too much for a table that can be read on a wall is a map. The server chooses when the page is loaded, by the rows
// that there are then; when rows come or go, it is asked again.

import { follow } from './live.js';

const viewOf = (page) => page.querySelector('.views [aria-current=page]')?.dataset.view;
let rowsSince = null;

/** Loads the page anew where the server would choose the other view by now. */
async function choose() {
  const response = await fetch(location.href, { cache: 'no-store' });
  const fresh = viewOf(new DOMParser().parseFromString(await response.text(), 'text/html'));
  // A page without views is another, as of who is signed out.
  if (fresh && fresh !== viewOf(document)) location.reload();
}

follow((state) => {
  if (rowsSince === state.rowsSince) return;
  rowsSince = state.rowsSince;
  // At first too: some may have come since the page was made. A server that does not answer is asked when rows come or go again.
  choose().catch(() => {});
});
