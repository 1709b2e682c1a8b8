// Keeps the page of events fresh. The server tells that something has happened; the page asks for itself again, with the
// same filter, and takes the rows that are new. Rows that stay are not touched: neither focus nor selection is lost.
import { leave, setBadge } from './badge.js';

const AT_MOST_EVERY_MS = 500;
const AFTER_REFUSAL_MS = 10_000;
let last = Number(document.getElementById('log').dataset.last);
let timer = null;

function refreshSoon() {
  timer ??= setTimeout(async () => {
    timer = null;
    await refresh();
  }, AT_MOST_EVERY_MS);
}

async function refresh() {
  let fresh;
  try {
    const response = await fetch(location.href, { cache: 'no-store' });
    fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('log');
  } catch {
    return; // Nobody answers: the stream finds that out too, and comes again.
  }
  if (!fresh) {
    leave();
    return;
  }
  last = Number(fresh.dataset.last);
  show(fresh);
}

function show(fresh) {
  const log = document.getElementById('log');
  const rows = log.querySelector('tbody');
  const freshRows = fresh.querySelector('tbody');
  if (!rows || !freshRows) {
    log.replaceWith(fresh);
    return;
  }
  const numbers = new Set([...freshRows.rows].map((row) => row.dataset.event));
  for (const row of [...rows.rows]) if (!numbers.has(row.dataset.event)) row.remove();
  let place = rows.rows[0] ?? null;
  for (const row of [...freshRows.rows]) {
    if (place?.dataset.event === row.dataset.event) {
      place = place.nextElementSibling;
    } else {
      row.classList.add('new');
      rows.insertBefore(row, place);
    }
  }
  const slice = log.querySelector('.slice');
  const freshSlice = fresh.querySelector('.slice');
  if (slice.textContent !== freshSlice.textContent) slice.replaceWith(freshSlice);
}

function listen() {
  const stream = new EventSource('api/v1/stream?only=events');
  stream.addEventListener('events', (event) => {
    setBadge('live');
    // Another run of the server counts from one again.
    if (JSON.parse(event.data).revision !== last) refreshSoon();
  });
  stream.addEventListener('error', () => {
    setBadge('lost');
    // The browser comes again by itself, but not after a refusal: the session has ended, or too many listen.
    if (stream.readyState !== EventSource.CLOSED) return;
    refreshSoon();
    setTimeout(listen, AFTER_REFUSAL_MS);
  });
}

listen();
