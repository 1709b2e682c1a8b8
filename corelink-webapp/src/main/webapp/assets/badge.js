// The badge that tells whether the page is live. Its words stand in the page.
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
