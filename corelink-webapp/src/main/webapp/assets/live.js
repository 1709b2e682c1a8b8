// Keeps the cluster page fresh. The page is right without it: the server renders every cell. This holds what the server
// knows of all machines (delta.js), and writes what changes into the rows that are there. A map draws itself from the same.

import { leave, setBadge } from './badge.js';
import { apply, fromBase64, fromSnapshot, open, shown } from './delta.js';

const TRANSPORTS = ['websocket', 'sse', 'long-polling'];
const CONNECT_TIMEOUT_MS = 5_000;
const SILENCE_MS = 10_000; // the server ticks every 3 s
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
const MAX_HELD = 64; // messages that came while a snapshot was on its way

const STATES = ['online', 'suspect', 'down', 'stale', 'left'];

const badge = document.getElementById('connection');

// ---- what the server knows ----

/** Null until the first snapshot is there. */
let state = null;
const listeners = [];

/** Tells the listener now, if anything is known, and after every change: (state, change), change null if all is new. */
export function follow(listener) {
  listeners.push(listener);
  if (state) listener(state, null);
}

// ---- what the page shows ----

let rows = new Map(); // row key -> { row, cells: column -> { span, bar, text, hint, length }, times }
let inSight = []; // { node, times }: machines of which rows are there

function readRows() {
  rows = new Map();
  for (const time of document.querySelectorAll('time[data-row]')) {
    const row = time.closest('tr');
    const cells = new Map();
    for (const span of row.querySelectorAll('[data-cell]')) {
      const bar = row.querySelector(`[data-bar="${span.dataset.cell}"]`);
      const length = bar && !bar.classList.contains('none') ? bar.value : null;
      cells.set(span.dataset.cell, { span, bar, text: span.textContent, hint: span.title, length });
    }
    rows.set(time.dataset.row, { row, cells, times: [...row.querySelectorAll('time')] });
  }
}

function findNodes() {
  inSight = state.nodes
    .map((node) => ({ node, times: linesOf(node).flatMap((line) => line.times) }))
    .filter(({ times }) => times.length > 0);
}

/** What a place shows is known here: to ask the document would cost more than to change it. */
function showCell(place, { text, bar, hint }) {
  if (place.text !== text) {
    // The very node of the text, so that none is made.
    if (place.span.firstChild?.nodeType === Node.TEXT_NODE && place.span.childNodes.length === 1) place.span.firstChild.data = text;
    else place.span.textContent = text;
    place.text = text;
  }
  if (place.hint !== hint) {
    place.span.title = hint;
    place.hint = hint;
  }
  if (place.bar && place.length !== bar) {
    place.bar.value = bar ?? 0;
    if ((bar === null) !== (place.length === null)) place.bar.classList.toggle('none', bar === null);
    place.length = bar;
  }
}

function showCells(line, columns, cells) {
  columns.forEach((column, i) => {
    const place = line.cells.get(column);
    if (place) showCell(place, shown(cells[i]));
  });
}

function linesOf(node) {
  return node.rows.map((row) => rows.get(row.key)).filter((line) => line);
}

function showMembership(node) {
  for (const { row } of linesOf(node)) {
    row.classList.remove(...STATES.map((each) => `is-${each}`));
    row.classList.add(`is-${node.is}`);
    row.classList.toggle('in-trouble', node.troubled);
  }
}

function showNode(node) {
  for (const line of linesOf(node)) showCells(line, state.nodeColumns, node.cells);
}

function showRow(row) {
  const line = rows.get(row.key);
  if (line) showCells(line, state.rowColumns, row.cells);
}

function showLimits(holding) {
  for (const item of document.querySelectorAll('[data-limit]')) {
    item.className = holding.includes(item.dataset.limit) ? 'holds' : 'over';
  }
}

function showStrip(figures) {
  for (const [key, text] of Object.entries(figures)) {
    const figure = document.querySelector(`[data-figure="${key}"]`);
    if (figure && figure.textContent !== text) figure.textContent = text;
  }
}

function showAges() {
  const now = performance.now();
  for (const { node, times } of inSight) {
    const text = `${Math.floor((now - node.heardAt) / 1_000)} s`;
    for (const time of times) {
      if (time.textContent !== text) time.textContent = text;
    }
  }
}

/** Everything anew, as after a snapshot or when the server has rendered the table again. */
function showAll() {
  findNodes();
  for (const node of state.nodes) {
    showMembership(node);
    showNode(node);
    node.rows.forEach(showRow);
  }
  showAges();
  if (lacksRows()) refreshSoon();
}

function showChange(change) {
  change.moved.forEach(showMembership);
  change.nodes.forEach(showNode);
  change.rows.forEach(showRow);
  if (change.sum) showStrip(change.sum);
  if (change.limits) showLimits(change.limits);
  showAges();
}

// ---- when rows come or go, the server renders the table again ----

const SPREAD_MS = { rows: [200, 800], gap: [0, 400] };

/** A time that pages that are shaken by the same event do not share. */
function spread([least, most]) {
  return least + Math.random() * (most - least);
}

let refreshTimer = null;

/** One refresh for a burst of changes. */
function refreshSoon() {
  refreshTimer ??= setTimeout(() => {
    refreshTimer = null;
    window.corelinkRefresh?.();
  }, spread(SPREAD_MS.rows));
}

/** Whether the server rendered the table before rows came or went. A map draws itself from what is known here. */
function lacksRows() {
  const table = document.getElementById('part');
  return table !== null && Number(table.dataset.revision) < state.rowsSince;
}

/** Other rows are in place. They may be older than what is known here, or newer by a moment, which the next message tells. */
function onRendered() {
  readRows();
  if (state) showAll();
}

// ---- messages, one after the other ----

const COMPLAINT_DELAY_MS = 1_000;

let turn = Promise.resolve();
let held = null; // what came while a snapshot was on its way; null if none is

function onMessage(body) {
  enqueue(typeof body === 'string' ? fromBase64(body) : new Uint8Array(body));
}

function enqueue(bytes) {
  turn = turn
    .then(() => take(bytes))
    .catch((error) => {
      // Not at once: in a page that is just being left, streams break off, and nobody needs to know.
      setTimeout(() => console.error('a message could not be read', error), COMPLAINT_DELAY_MS);
      // Half of it may have been: nothing that is here counts any more.
      state.revision = -1;
      catchUpSoon(false);
    });
}

async function take(bytes) {
  if (held) {
    held.push(bytes);
    if (held.length > MAX_HELD) held.shift();
    return;
  }
  if (!state) return;
  const message = await open(bytes);
  if (message.from === state.revision && !message.structural) {
    const change = apply(message, state, performance.now());
    showChange(change);
    listeners.forEach((listener) => listener(state, change));
    document.dispatchEvent(new CustomEvent('corelink:shown', { detail: { columns: change.columns } }));
    setBadge('live');
  } else if (message.to > state.revision) {
    held = [bytes];
    catchUpSoon(message.structural);
  }
}

/** Asks for a snapshot a little later. */
function catchUpSoon(structural) {
  if (!structural) setBadge('behind');
  setTimeout(catchUp, spread(structural ? SPREAD_MS.rows : SPREAD_MS.gap));
}

let catching = null;

/** Fetches everything, unless nothing was missed; false where there is no server to answer. */
function catchUp() {
  catching ??= fetchSnapshot().finally(() => {
    catching = null;
  });
  return catching;
}

async function fetchSnapshot() {
  held ??= [];
  try {
    const known = state ? `?boot=${state.boot}&since=${state.revision}` : '';
    const response = await fetch(`live/snapshot${known}`, { cache: 'no-store' });
    if (response.status === 401) {
      leave();
      return false;
    }
    if (!response.ok) return false;
    if (response.status !== 204) onSnapshot(await response.json());
    return true;
  } catch {
    return false;
  } finally {
    const waiting = held ?? [];
    held = null;
    waiting.forEach(enqueue);
  }
}

function onSnapshot(snapshot) {
  if (snapshot.boot !== document.querySelector('#strip dl').dataset.boot) {
    leave();
    return;
  }
  state = fromSnapshot(snapshot, performance.now());
  showAll();
  showStrip(snapshot.sum);
  showLimits(snapshot.limits);
  listeners.forEach((listener) => listener(state, null));
}

// ---- connection ----

let lastMessageAt;
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
      // Only answers to long polls hold several messages in one.
      trackMessageLength: transport === 'long-polling',
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
      catchUp();
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

readRows();
setInterval(showAges, 1_000);
document.addEventListener('corelink:rendered', onRendered);
connect();
