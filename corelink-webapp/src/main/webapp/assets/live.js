// Keeps the cluster page fresh. The page is right without it: the server renders every cell. Messages are those of
// DeltaJson: absolute values of the cells that changed between two revisions, the same for every page.

const TRANSPORTS = ['websocket', 'sse', 'long-polling'];
const CONNECT_TIMEOUT_MS = 5_000;
const SILENCE_MS = 10_000; // the server ticks every 3 s
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];

const STATES = ['online', 'suspect', 'down', 'stale', 'left'];

const badge = document.getElementById('connection');

// ---- what the page shows ----

let boot;
let revision;
let rowCount;
let rowsByKey; // row key -> tr
let rowsByNode; // id of the machine -> [tr]
const heardAt = new Map(); // id of the machine -> performance.now() of its last word

function readPage() {
  const facts = document.querySelector('#strip dl').dataset;
  boot = facts.boot;
  revision = Math.max(revision ?? 0, Number(facts.revision));
  rowCount = Number(facts.rows);
  rowsByKey = new Map();
  rowsByNode = new Map();
  for (const time of document.querySelectorAll('time[data-row]')) {
    const row = time.closest('tr');
    const key = time.dataset.row;
    const node = key.slice(0, key.lastIndexOf('/'));
    rowsByKey.set(key, row);
    rowsByNode.set(node, [...(rowsByNode.get(node) ?? []), row]);
    heardAt.set(node, performance.now() - Number(time.dataset.seen));
  }
}

function showCells(row, cells) {
  for (const [column, value] of Object.entries(cells)) {
    const [text, length, hint] = Array.isArray(value) ? value : [value, null];
    const span = row.querySelector(`[data-cell="${column}"]`);
    if (span && span.textContent !== text) span.textContent = text;
    if (span) span.title = hint ?? '';
    const bar = row.querySelector(`[data-bar="${column}"]`);
    if (bar) {
      bar.value = length ?? 0;
      bar.classList.toggle('none', length === null);
    }
  }
}

function showMembership(row, state) {
  row.classList.remove(...STATES.map((each) => `is-${each}`));
  row.classList.add(`is-${state}`);
}

function showLimits(holding) {
  for (const item of document.querySelectorAll('[data-limit]')) {
    item.className = holding.includes(item.dataset.limit) ? 'holds' : 'over';
  }
}

function showAges() {
  const now = performance.now();
  for (const [node, rows] of rowsByNode) {
    const text = `${Math.floor((now - heardAt.get(node)) / 1_000)} s`;
    for (const row of rows) {
      for (const time of row.querySelectorAll('time')) {
        if (time.textContent !== text) time.textContent = text;
      }
    }
  }
}

function show(message) {
  for (const [key, text] of Object.entries(message.sum ?? {})) {
    document.querySelector(`[data-figure="${key}"]`).textContent = text;
  }
  if (message.limits) showLimits(message.limits);
  for (const [node, ageMs] of Object.entries(message.heard ?? {})) heardAt.set(node, performance.now() - ageMs);
  for (const [node, state] of Object.entries(message.is ?? {})) {
    for (const row of rowsByNode.get(node) ?? []) showMembership(row, state);
  }
  for (const [node, cells] of Object.entries(message.node ?? {})) {
    for (const row of rowsByNode.get(node) ?? []) showCells(row, cells);
  }
  for (const [key, cells] of Object.entries(message.gpu ?? {})) {
    const row = rowsByKey.get(key);
    if (row) showCells(row, cells);
  }
  revision = message.to;
  showAges();
  tellColumns(message);
}

/** Other scripts may show rows by what has changed. */
function tellColumns(message) {
  const cells = [...Object.values(message.node ?? {}), ...Object.values(message.gpu ?? {})];
  const columns = new Set(cells.flatMap(Object.keys));
  document.dispatchEvent(new CustomEvent('corelink:shown', { detail: { columns } }));
}

// ---- when rows come or go, the server renders the table again ----

let refreshTimer = null;

function refreshSoon() {
  // One refresh for a burst of changes, and not from all pages at the same moment.
  refreshTimer ??= setTimeout(() => {
    refreshTimer = null;
    window.corelinkRefresh?.();
  }, 200 + Math.random() * 600);
}

/** The rows may be older than what was pushed meanwhile. */
function onTableRendered() {
  readPage();
  revision = 0;
  catchUp();
}

// ---- messages ----

function onMessage(text) {
  const message = JSON.parse(text);
  if (message.boot !== boot) {
    location.reload();
  } else if (message.from > revision) {
    setBadge('behind');
    catchUp();
  } else if (message.to > revision) {
    show(message);
    if (message.rows) refreshSoon();
    setBadge('live');
  } else {
    setBadge('live');
  }
}

/** Fetches everything; false where there is no server to answer. */
async function catchUp() {
  let response;
  try {
    response = await fetch('live/snapshot', { cache: 'no-store' });
  } catch {
    return false;
  }
  if (response.status === 401) {
    location.reload(); // leads to the sign-in page, and from there back to this view
    return false;
  }
  if (!response.ok) return false;
  const snapshot = await response.json();
  if (snapshot.boot !== boot) {
    location.reload();
    return false;
  }
  if (snapshot.to > revision) {
    show(snapshot);
    const keys = Object.keys(snapshot.gpu ?? {});
    if (keys.length !== rowCount || [...rowsByKey.keys()].some((key) => !(key in snapshot.gpu))) refreshSoon();
  }
  return true;
}

// ---- connection ----

let lastMessageAt;
let lostSince = null;

function setBadge(state) {
  if (state === 'lost') lostSince ??= new Date();
  else if (state === 'live') lostSince = null;
  badge.dataset.state = state;
  const text = badge.dataset[state].replace('{0}', lostSince?.toLocaleTimeString() ?? '');
  if (badge.textContent !== text) badge.textContent = text;
}

/** Opens one connection and returns when it has ended. */
function converse(transport) {
  return new Promise((resolve, reject) => {
    let subscription = null;
    let watchdog = null;
    const end = () => {
      clearInterval(watchdog);
      subscription?.close();
      resolve();
    };
    const request = {
      url: new URL('live/push', document.baseURI).pathname,
      transport,
      reconnect: false,
      connectTimeout: CONNECT_TIMEOUT_MS,
      trackMessageLength: true,
      enableProtocol: true,
    };
    const handlers = {
      message: (response) => {
        lastMessageAt = performance.now();
        onMessage(response.responseBody);
      },
      close: end,
      error: () => {},
    };
    window.atmosphere.subscribe(request, handlers).then((opened) => {
      subscription = opened;
      badge.dataset.transport = transport;
      lastMessageAt = performance.now();
      watchdog = setInterval(() => {
        if (performance.now() - lastMessageAt > SILENCE_MS) end();
      }, 1_000);
    }, reject);
  });
}

async function connect() {
  const asked = new URLSearchParams(location.search).get('transport');
  const transports = TRANSPORTS.includes(asked) ? [asked] : TRANSPORTS;
  let failures = 0;
  for (;;) {
    for (const transport of transports) {
      try {
        await converse(transport);
        failures = 0;
        break;
      } catch (error) {
        console.info(`${transport} could not be opened`, error);
      }
    }
    setBadge('lost');
    do {
      const wait = RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)];
      await new Promise((done) => setTimeout(done, wait * (0.5 + Math.random() / 2)));
    } while (!(await catchUp()));
    setBadge('behind');
  }
}

readPage();
setInterval(showAges, 1_000);
document.addEventListener('corelink:rendered', onTableRendered);
connect();
