// The map: every GPU a tile, a machine a row of tiles under its name. Drawn on a canvas, since 2,032 elements whose colours
// change four times a second would cost more than all the rest of the page. Mouse, touch and keyboard lead to a tile;
// what it shows is said in words too.

import { follow } from './live.js';
import { numbersIn, shown } from './delta.js';

/** What a tile can be coloured by: what its cell shows, on a scale from least to most. */
const MEASURES = {
  util: { least: 0, most: 100, unit: '%', of: ([percent]) => percent },
  mem: { least: 0, most: 100, unit: '%', of: ([used, total]) => (total > 0 ? (100 * used) / total : undefined) },
  temp: { least: 30, most: 90, unit: '°C', of: ([celsius]) => celsius },
  power: { least: 0, most: 100, unit: '% of limit', of: ([watts, limit]) => (limit > 0 ? (100 * watts) / limit : undefined) },
};
const TOLD = ['model', 'util', 'mem', 'temp', 'power'];

const isKiosk = document.documentElement.classList.contains('kiosk');
// CSS pixels; a wall display uses all the room that it has, to be read at 3 m.
const ROW = { least: 15, most: isKiosk ? 150 : 44 };
const NAME_SHARE = 0.36; // of a machine's width
const COLUMN = { least: 190, most: isKiosk ? 1_000 : 640 };
const LETTERS = isKiosk ? { most: 40, share: 0.92 } : { most: 13, share: 1 }; // height at most, and of a row
const INK = { online: 'name', suspect: 'warn', stale: 'warn', down: 'bad', left: 'quiet' }; // as in the table
const GAP = 2;
const MARGIN = 10;
const NUMBER_FROM = 22; // a tile as wide as this also shows its number
const STEPS = 32; // of the scale

const section = document.getElementById('map');
const canvas = document.getElementById('map-tiles');
const scale = document.getElementById('map-scale');
const tip = document.getElementById('map-tip');
const said = document.getElementById('map-said');
const summary = document.getElementById('map-summary');

let state = null;
let by = 'util';
let layout = null; // { columns, perColumn, width, height, nameWidth, tileWidth }
let cursor = null; // { position, row } of the tile with the keyboard's attention
let palette = null;

// ---- colours ----

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function mix(from, to, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return a.map((each, i) => Math.round(each + (b[i] - each) * share));
}

function readPalette() {
  const stops = [0, 1, 2, 3, 4].map((i) => token(`--map-${i}`));
  const scaleOf = Array.from({ length: STEPS }, (_, step) => {
    const at = (step / (STEPS - 1)) * (stops.length - 1);
    const index = Math.min(Math.floor(at), stops.length - 2);
    return mix(stops[index], stops[index + 1], at - index);
  });
  palette = {
    fill: scaleOf.map((rgb) => `rgb(${rgb.join(' ')})`),
    text: scaleOf.map(([r, g, b]) =>
      token(0.299 * r + 0.587 * g + 0.114 * b > 125 ? '--map-dark-text' : '--map-light-text'),
    ),
    name: token('--text'),
    quiet: token('--quiet'),
    ground: token('--surface'),
    bad: token('--bad'),
    warn: token('--warn'),
    accent: token('--accent'),
    font: getComputedStyle(canvas).fontFamily,
  };
}

// ---- values ----

function cellOf(row, column) {
  return row.cells[state.rowColumns.indexOf(column)];
}

/** On the scale from 0 to 1; undefined where nothing is known. */
function valueOf(row) {
  const measure = MEASURES[by];
  const value = measure.of(numbersIn(cellOf(row, by)));
  if (value === undefined) return undefined;
  return Math.min(1, Math.max(0, (value - measure.least) / (measure.most - measure.least)));
}

const isOld = (node) => node.is !== 'online';
const hasGpu = (row) => row.index !== '-';
const nameOf = (node) => shown(node.cells[state.nodeColumns.indexOf('node')]).text;
const stateOf = (node) => shown(node.cells[state.nodeColumns.indexOf('state')]).text;

// ---- where things are ----

function measureOut() {
  const width = canvas.clientWidth;
  const count = state.nodes.length;
  const most = Math.max(1, Math.floor((width - MARGIN) / COLUMN.least));
  const least = Math.max(1, Math.ceil((width - MARGIN) / COLUMN.most));
  const room = Math.max(200, innerHeight - canvas.getBoundingClientRect().top - scrollY - roomBelow() - 2 * MARGIN);
  let columns = Math.min(least, most);
  while (columns < most && Math.ceil(count / columns) * ROW.least > room) columns += 1;
  const perColumn = Math.max(1, Math.ceil(count / columns));
  columns = Math.max(1, Math.ceil(count / perColumn)); // none is left empty
  const height = Math.min(ROW.most, Math.max(ROW.least, Math.floor(room / perColumn)));
  const columnWidth = (width - MARGIN) / columns;
  const tiles = Math.max(8, ...state.nodes.map((node) => node.rows.length));
  const nameWidth = Math.floor(columnWidth * NAME_SHARE);
  layout = { columns, perColumn, columnWidth, height, nameWidth, tileWidth: (columnWidth - nameWidth - MARGIN) / tiles };
  const ratio = devicePixelRatio;
  const total = perColumn * height + 2 * MARGIN;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(total * ratio);
  canvas.style.height = `${total}px`;
  canvas.getContext('2d').setTransform(ratio, 0, 0, ratio, 0, 0);
}

/** For what stands under the map. */
function roomBelow() {
  return document.body.getBoundingClientRect().bottom - canvas.getBoundingClientRect().bottom;
}

function placeOf(position) {
  const column = Math.floor(position / layout.perColumn);
  return {
    x: MARGIN + column * layout.columnWidth,
    y: MARGIN + (position % layout.perColumn) * layout.height,
  };
}

function tileAt(position, row) {
  const { x, y } = placeOf(position);
  return {
    x: x + layout.nameWidth + row * layout.tileWidth,
    y: y + GAP / 2,
    width: layout.tileWidth - GAP,
    height: layout.height - GAP,
  };
}

/** The tile under a point of the canvas; null where there is none. */
function tileUnder(x, y) {
  const column = Math.floor((x - MARGIN) / layout.columnWidth);
  const line = Math.floor((y - MARGIN) / layout.height);
  const position = column * layout.perColumn + line;
  if (column < 0 || column >= layout.columns || line < 0 || line >= layout.perColumn) return null;
  const node = state.nodes[position];
  if (!node) return null;
  const row = Math.floor((x - placeOf(position).x - layout.nameWidth) / layout.tileWidth);
  return row < node.rows.length ? { position, row: Math.max(0, row) } : null;
}

// ---- drawing ----

function drawAll() {
  const pen = canvas.getContext('2d');
  pen.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  state.nodes.forEach((_, position) => drawNode(pen, position));
  drawCursor(pen);
}

function drawNode(pen, position) {
  const node = state.nodes[position];
  const { x, y } = placeOf(position);
  pen.fillStyle = palette.ground;
  pen.fillRect(x, y, layout.columnWidth - GAP, layout.height);
  pen.font = `${letters(layout.height - 4)}px ${palette.font}`;
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.fillStyle = palette[INK[node.is]];
  if (node.is === 'online' && node.troubled) pen.fillStyle = palette.warn;
  const mark = { online: node.troubled ? '▲ ' : '', suspect: '◐ ', stale: '◌ ', down: '✕ ', left: '○ ' }[node.is];
  pen.fillText(fitted(pen, mark + nameOf(node), layout.nameWidth - 6), x, y + layout.height / 2);
  node.rows.forEach((row, i) => drawTile(pen, node, row, tileAt(position, i)));
}

/** Height of the letters where there is so much room. */
function letters(room) {
  return Math.max(10, Math.min(LETTERS.most, room * LETTERS.share));
}

const shortened = new Map();

function fitted(pen, text, width) {
  const key = `${pen.font} ${width} ${text}`;
  if (!shortened.has(key)) {
    let short = text;
    while (short.length > 1 && pen.measureText(short === text ? text : `${short}…`).width > width) short = short.slice(0, -1);
    if (shortened.size > 2_000) shortened.clear();
    shortened.set(key, short === text ? text : `${short}…`);
  }
  return shortened.get(key);
}

function drawTile(pen, node, row, tile) {
  const value = hasGpu(row) ? valueOf(row) : undefined;
  if (value === undefined) {
    pen.strokeStyle = palette.quiet;
    pen.lineWidth = 1;
    if (hasGpu(row)) pen.strokeRect(tile.x + 0.5, tile.y + 0.5, tile.width - 1, tile.height - 1);
    else drawLine(pen, tile.x, tile.y + tile.height / 2, tile.x + tile.width, tile.y + tile.height / 2);
  } else {
    const step = Math.round(value * (STEPS - 1));
    pen.fillStyle = palette.fill[step];
    pen.fillRect(tile.x, tile.y, tile.width, tile.height);
    if (tile.width >= NUMBER_FROM && tile.height >= 14 && !isOld(node)) drawNumber(pen, row, tile, palette.text[step]);
  }
  if (isOld(node)) hatch(pen, tile);
}

function drawNumber(pen, row, tile, colour) {
  pen.font = `${Math.min(letters(tile.height - 3), tile.width / 2.2)}px ${palette.font}`;
  pen.textAlign = 'center';
  pen.fillStyle = colour;
  pen.fillText(Math.round(MEASURES[by].of(numbersIn(cellOf(row, by)))), tile.x + tile.width / 2, tile.y + tile.height / 2 + 0.5);
}

function drawLine(pen, fromX, fromY, toX, toY) {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}

/** The values of a machine that is not online are the last known. */
function hatch(pen, tile) {
  pen.save();
  pen.beginPath();
  pen.rect(tile.x, tile.y, tile.width, tile.height);
  pen.clip();
  for (const [colour, width] of [[palette.ground, 3], [palette.quiet, 1]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    for (let x = tile.x - tile.height; x < tile.x + tile.width; x += 6) {
      drawLine(pen, x, tile.y + tile.height, x + tile.height, tile.y);
    }
  }
  pen.restore();
}

function drawCursor(pen) {
  if (!cursor || document.activeElement !== canvas) return;
  const tile = tileAt(cursor.position, cursor.row);
  pen.strokeStyle = palette.accent;
  pen.lineWidth = 2;
  pen.strokeRect(tile.x - 1, tile.y - 1, tile.width + 2, tile.height + 2);
}

function drawScale() {
  const pen = scale.getContext('2d');
  const width = scale.width / STEPS;
  palette.fill.forEach((colour, step) => {
    pen.fillStyle = colour;
    pen.fillRect(Math.floor(step * width), 0, Math.ceil(width), scale.height);
  });
  const { least, most, unit } = MEASURES[by];
  section.querySelector('[data-scale="least"]').textContent = `${least} ${unit}`;
  section.querySelector('[data-scale="most"]').textContent = `${most} ${unit}`;
}

// ---- in words ----

function words({ position, row }) {
  const node = state.nodes[position];
  const line = node.rows[row];
  const head = `${nameOf(node)} – ${stateOf(node)}`;
  if (!hasGpu(line)) return `${head}\n${section.dataset.noGpu}`;
  const told = TOLD.map((column) => shown(cellOf(line, column)).text).join(' · ');
  const age = isOld(node) ? `\n${section.dataset.lastKnown}` : '';
  return `${head}\n${section.dataset.gpu} ${line.index}: ${told}${age}`;
}

function summarise() {
  const gpus = state.nodes.filter((node) => !isOld(node)).flatMap((node) => node.rows.filter(hasGpu));
  const known = gpus.map((row) => MEASURES[by].of(numbersIn(cellOf(row, by)))).filter((value) => value !== undefined);
  const mean = known.length ? Math.round(known.reduce((sum, each) => sum + each, 0) / known.length) : section.dataset.unknown;
  const online = state.nodes.filter((node) => !isOld(node)).length;
  const label = section.querySelector('input[name="by"]:checked + span').textContent;
  const texts = [online, state.nodes.length, gpus.length, label, `${mean} ${MEASURES[by].unit}`];
  summary.textContent = section.dataset.summary.replace(/\{(\d)\}/g, (_, i) => texts[i]);
}

function showTip(place) {
  if (!place) {
    tip.hidden = true;
    return;
  }
  tip.textContent = words(place);
  tip.hidden = false;
  const tile = tileAt(place.position, place.row);
  const left = Math.min(tile.x, canvas.clientWidth - tip.offsetWidth - MARGIN);
  const below = tile.y + tile.height + 6;
  const fits = below + tip.offsetHeight < canvas.clientHeight;
  tip.style.left = `${Math.max(0, left)}px`;
  tip.style.top = `${fits ? below : tile.y - tip.offsetHeight - 6}px`;
}

// ---- mouse, touch and keyboard ----

let pointed = null;

function onPointer(event) {
  const box = canvas.getBoundingClientRect();
  pointed = layout && tileUnder(event.clientX - box.left, event.clientY - box.top);
  showTip(pointed);
}

function goTo(place) {
  location.assign(section.dataset.machine + encodeURIComponent(state.nodes[place.position].id));
}

const STEPS_OF_KEYS = {
  ArrowLeft: () => move(0, -1),
  ArrowRight: () => move(0, 1),
  ArrowUp: () => move(-1, 0),
  ArrowDown: () => move(1, 0),
  PageUp: () => move(-layout.perColumn, 0),
  PageDown: () => move(layout.perColumn, 0),
  Home: () => ({ position: 0, row: 0 }),
  End: () => ({ position: state.nodes.length - 1, row: 0 }),
};

function move(positions, rows) {
  const position = Math.min(state.nodes.length - 1, Math.max(0, cursor.position + positions));
  const row = Math.min(state.nodes[position].rows.length - 1, Math.max(0, cursor.row + rows));
  return { position, row };
}

function onKey(event) {
  if (!state || state.nodes.length === 0) return;
  cursor ??= { position: 0, row: 0 };
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    goTo(cursor);
    return;
  }
  if (event.key === 'Escape') {
    showTip(null);
    return;
  }
  const step = STEPS_OF_KEYS[event.key];
  if (!step) return;
  event.preventDefault();
  cursor = step();
  tellCursor();
}

function tellCursor() {
  said.textContent = words(cursor);
  showTip(cursor);
  drawAll();
}

function onFocus() {
  if (!state || state.nodes.length === 0) return;
  cursor ??= { position: 0, row: 0 };
  tellCursor();
}

function onBlur() {
  showTip(null);
  if (state) drawAll();
}

// ---- what is chosen stands in the address ----

function readChoice() {
  const asked = new URLSearchParams(location.search).get('by');
  by = asked in MEASURES ? asked : 'util';
  section.querySelector(`input[value="${by}"]`).checked = true;
}

function onChoice(event) {
  by = event.target.value;
  const address = new URL(location.href);
  address.searchParams.set('by', by);
  history.replaceState(null, '', address);
  renew();
}

// ---- life ----

function renew() {
  readPalette();
  drawScale();
  if (!state) return;
  if (cursor && !state.nodes[cursor.position]?.rows[cursor.row]) cursor = null;
  measureOut();
  drawAll();
  summarise();
}

let frame = null;
const dirty = new Set();

/** At most one drawing a frame, and only of the machines that differ. */
function onChange(newest, change) {
  state = newest;
  if (change === null) {
    renew();
    return;
  }
  const rows = new Set(change.rows);
  state.nodes.forEach((node, position) => {
    const differs = change.nodes.includes(node) || change.moved.includes(node) || node.rows.some((row) => rows.has(row));
    if (differs) dirty.add(position);
  });
  frame ??= requestAnimationFrame(() => {
    frame = null;
    const pen = canvas.getContext('2d');
    for (const position of dirty) if (state.nodes[position]) drawNode(pen, position);
    dirty.clear();
    drawCursor(pen);
    if (!tip.hidden) showTip(document.activeElement === canvas ? cursor : pointed);
  });
  if (change.sum) summarise();
}

readChoice();
renew();
section.addEventListener('change', onChoice);
canvas.addEventListener('pointermove', onPointer);
canvas.addEventListener('pointerleave', () => showTip(null));
canvas.addEventListener('click', () => pointed && goTo(pointed));
canvas.addEventListener('keydown', onKey);
canvas.addEventListener('focus', onFocus);
canvas.addEventListener('blur', onBlur);
addEventListener('resize', renew);
document.addEventListener('corelink:fitted', renew);
new MutationObserver(renew).observe(document.documentElement, { attributeFilter: ['data-theme'] });
follow(onChange);
