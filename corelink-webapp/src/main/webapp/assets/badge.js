// The badge that tells whether the page is live, whose words stand in the page; and what to do when the page is no more.
const badge = document.getElementById('connection');
let lostSince = null;

/** Shows a state: connecting, live, behind or lost. */
export function setBadge(state) {
  if (state === 'lost') lostSince ??= new Date();
  else if (state === 'live') lostSince = null;
  badge.dataset.state = state;
  const text = badge.dataset[state].replace('{0}', lostSince?.toLocaleTimeString() ?? '');
  if (badge.textContent !== text) badge.textContent = text;
}

let leaving = false;

/**
 * Leads to what the server now has in place of this page: mostly the sign-in page, which leads back to this view. Once: another
 * reload would break off the one that is on its way, on a busy server again and again.
 */
export function leave() {
  if (!leaving) location.reload();
  leaving = true;
}
