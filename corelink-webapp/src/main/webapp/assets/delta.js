// What the server knows of the cluster, as a page holds it, and how messages change it. No DOM here.
//
// A cell is a text, or [text, bar, hint] as the server sends it; once a message has changed it, it is taken apart into its
// shape and its numbers, as CellNumbers does on the server. Numbers travel as differences: how they are written is known by
// the texts that the server sent first.

// Parts of the form of a message, as DeltaBytes on the server.
const TEXTS = 1;
const DEFLATED = 2;
const STRUCTURAL = 4;
const BY_ONE = 8;
const MAX_DIGITS = 9;
const MAX_NUMBERS = 32;

// ---- cells ----

/** A text as what stands between its numbers, the numbers as whole ones, and their decimals. */
function takeApart(text, room) {
  const between = [];
  const numbers = [];
  const decimals = [];
  let from = 0;
  const signed = [];
  // A sign within a word is a hyphen.
  for (const match of text.matchAll(/((?:^|(?<= ))[+-](?=\d))?(\d+)(?:\.(\d+))?/g)) {
    const [written, sign = '', whole, fraction = ''] = match;
    const padded = whole.length > 1 && whole.startsWith('0');
    if (padded || whole.length + fraction.length > MAX_DIGITS || numbers.length === room) continue;
    const number = Number(whole + fraction);
    const isSigned = sign === '+' || (sign === '-' && number > 0); // -0 cannot be written again
    between.push(text.slice(from, isSigned ? match.index : match.index + sign.length));
    numbers.push(isSigned && sign === '-' ? -number : number);
    decimals.push(fraction.length);
    signed.push(isSigned);
    from = match.index + written.length;
  }
  between.push(text.slice(from));
  return { between, numbers, decimals, signed };
}

function putTogether({ between, decimals, signed }, numbers) {
  let text = between[0];
  for (let i = 0; i < decimals.length; i++) {
    const digits = String(Math.abs(numbers[i])).padStart(decimals[i] + 1, '0');
    const point = digits.length - decimals[i];
    if (signed[i]) text += numbers[i] < 0 ? '-' : '+';
    text += decimals[i] === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
    text += between[i + 1];
  }
  return text;
}

/** What percentage the first number is of the second. */
function shareOf([used, total]) {
  return Math.min(100, Math.max(0, Math.round((100 * used) / total)));
}

function kindOfBar(bar, inText, all) {
  if (bar === null) return 'none';
  if (inText.length > 1 && inText[1] > 0 && shareOf(inText) === bar) return 'share';
  return all.length > 0 && all[0] === bar ? 'first' : 'own';
}

const BARS = {
  none: () => null,
  share: shareOf,
  first: (numbers) => numbers[0],
  own: (numbers) => numbers.at(-1),
};

function numbered(cell) {
  if (cell.numbers) return cell;
  const [text, bar = null, hint = ''] = Array.isArray(cell) ? cell : [cell];
  const inText = takeApart(text, MAX_NUMBERS);
  const inHint = takeApart(hint, MAX_NUMBERS - inText.numbers.length);
  const numbers = [...inText.numbers, ...inHint.numbers];
  const kind = kindOfBar(bar, inText.numbers, numbers);
  if (kind === 'own') numbers.push(bar);
  return { text: inText, hint: inHint, numbers, bar: kind };
}

/** What a cell shows: its text, the length of its bar or null, and its hint. */
export function shown(cell) {
  if (typeof cell === 'string') return { text: cell, bar: null, hint: '' };
  if (Array.isArray(cell)) return { text: cell[0], bar: cell[1] ?? null, hint: cell[2] ?? '' };
  const inHint = cell.numbers.slice(cell.text.decimals.length);
  return {
    text: putTogether(cell.text, cell.numbers),
    bar: BARS[cell.bar](cell.numbers),
    hint: putTogether(cell.hint, inHint),
  };
}

/** The numbers that a cell shows, in order: of "12.3 / 24.0 GiB" these two. */
export function numbersIn(cell) {
  const { text, numbers } = numbered(cell);
  return text.decimals.map((decimals, i) => numbers[i] / 10 ** decimals);
}

// ---- messages ----

// Where the odds of each kind of decision stand, as DeltaTables on the server.
const GAP = 0;
const AGE = 1;
const LINES = 2;
const STRIP = 0;
const OWN_LINE = 1;
const rowLine = (idle, afterNews) => 2 + 2 * idle + afterNews;
const FIGURES = 16; // at most; after the columns
const SLOTS = 8;
const MAX_LEAD = 5;
const LEADS = 1 + 2 * MAX_LEAD;
const IS_TEXT = LEADS;
const LENGTHS = 16;
const MODELLED_BITS = 4;
const NOT_ZERO = 0;
const NEGATIVE = LEADS;
const LONGER = 2 * LEADS;
const BITS = LONGER + LEADS * LENGTHS;
const SIZE = BITS + (LENGTHS << MODELLED_BITS);
const CERTAIN = 65_536;
const SLOWNESS = 5;
const ODDS_BITS = 6;
const IS_LEARNED = 6; // this, and the tables after those of the strip, are of snapshots alone
const MAX_TEXTS = 16;

const columnTable = (column) => 3 + column * (SLOTS + 2);
const textTable = (column) => columnTable(column) + 1;
const numberTable = (column, slot) => columnTable(column) + 2 + slot;

// What is unlikely, no or yes, has few significant bits, as in Odds on the server.
const shiftOf = (unlikely) => Math.max(0, 31 - Math.clz32(unlikely) - ODDS_BITS);
const stepsOf = (unlikely) => (shiftOf(unlikely) << ODDS_BITS) + (unlikely >> shiftOf(unlikely));
const STEPS_TO_EVEN = stepsOf(CERTAIN / 2);

/** The odds after a decision was made. */
function oddsAfter(no, yes) {
  const moved = yes ? no - (no >> SLOWNESS) : no + ((CERTAIN - no) >> SLOWNESS);
  const unlikely = Math.min(moved, CERTAIN - moved);
  const cut = (unlikely >> shiftOf(unlikely)) << shiftOf(unlikely);
  return moved <= CERTAIN / 2 ? cut : CERTAIN - cut;
}

/** The odds that differ so much from even. */
function oddsAt(step) {
  const steps = STEPS_TO_EVEN - Math.abs(step);
  const shift = Math.max(0, (steps >> ODDS_BITS) - 1);
  const unlikely = (steps - (shift << ODDS_BITS)) << shift;
  return step <= 0 ? unlikely : CERTAIN - unlikely;
}

/** What a change by this step lets one expect of another: of which kind it is, and by how much the other moves. */
function leadOf(step, factor = 0) {
  const bits = Math.min(MAX_LEAD, 32 - Math.clz32(Math.abs(step)));
  return { kind: step < 0 ? MAX_LEAD + bits : bits, expected: factor * step };
}

const NO_LEAD = leadOf(0);

/** Reads what RangeEncoder wrote: decisions, each in as few bits as it was to be expected. */
class DecisionReader {
  constructor(bytes, odds) {
    this.bytes = bytes;
    this.at = 0;
    this.odds = odds;
    this.range = 0xffffffff;
    this.code = 0;
    for (let i = 0; i < 4; i++) this.code = this.code * 256 + this.byte();
  }

  byte() {
    return this.at < this.bytes.length ? this.bytes[this.at++] : 0;
  }

  /** A decision whose odds are known: false is so likely, in parts of CERTAIN. */
  of(no) {
    const bound = (this.range >>> 16) * no;
    const yes = this.code >= bound;
    if (yes) {
      this.code -= bound;
      this.range -= bound;
    } else {
      this.range = bound;
    }
    while (this.range < 2 ** 24) {
      this.range *= 256;
      this.code = this.code * 256 + this.byte();
    }
    return yes;
  }

  /** A decision whose odds have been learned, and are learned on. */
  decision(table, place) {
    let odds = this.odds.get(table);
    if (!odds) {
      odds = new Uint16Array(SIZE).fill(CERTAIN / 2);
      this.odds.set(table, odds);
    }
    const no = odds[place];
    const yes = this.of(no);
    odds[place] = oddsAfter(no, yes);
    return yes;
  }

  /** A number of 0 or more. */
  number(table) {
    return this.decision(table, NOT_ZERO) ? this.magnitude(table, 0) : 0;
  }

  signed(table, lead) {
    if (!this.decision(table, NOT_ZERO + lead)) return 0;
    const negative = this.decision(table, NEGATIVE + lead);
    const value = this.magnitude(table, lead);
    return negative ? -value : value;
  }

  magnitude(table, lead) {
    const longer = LONGER + lead * LENGTHS;
    let bits = 0;
    while (this.decision(table, longer + Math.min(bits, LENGTHS - 1))) bits += 1;
    const tree = BITS + (Math.min(bits, LENGTHS - 1) << MODELLED_BITS);
    let node = 1;
    let value = 1;
    for (let i = 0; i < bits; i++) {
      const bit = i < MODELLED_BITS ? this.decision(table, tree + node) : this.of(CERTAIN / 2);
      node = 2 * node + bit;
      value = 2 * value + bit;
    }
    return value;
  }
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** An integer in LEB128, and where the next byte is. */
function varint(bytes, from) {
  let value = 0;
  let factor = 1;
  for (let at = from; ; at++) {
    value += (bytes[at] & 0x7f) * factor;
    if (bytes[at] < 0x80) return [value, at + 1];
    factor *= 128;
  }
}

/** A message: from which revision it leads to which, whether rows come or go, and what it says. */
export async function open(bytes) {
  const has = (part) => (bytes[0] & part) !== 0;
  const [from, afterFrom] = varint(bytes, 1);
  const [by, afterBy] = has(BY_ONE) ? [1, afterFrom] : varint(bytes, afterFrom);
  if (has(STRUCTURAL)) return { from, to: from + by, structural: true };
  const [count, afterCount] = varint(bytes, afterBy);
  const [length, start] = has(TEXTS) ? varint(bytes, afterCount) : [0, afterCount];
  const told = bytes.subarray(start, start + length);
  const json = has(DEFLATED) ? await inflate(told) : told;
  const texts = length ? JSON.parse(new TextDecoder().decode(json)) : {};
  return { from, to: from + by, structural: false, count, texts, decisions: bytes.subarray(start + length) };
}

/** Base64, for channels that carry text. */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Changes the state, and returns what has changed: machines, rows, the keys of columns, figures and conditions. */
export function apply(message, state, now) {
  const { texts, count } = message;
  const reader = new DecisionReader(message.decisions, state.odds);
  const told = [...(texts.cells ?? [])];
  const changed = new Set();
  const line = (cells, firstColumn) => readLine({ reader, told, changed, state, cells, firstColumn });
  const work = state.work - state.nodeColumns.length;
  const nodes = [];
  const rows = [];
  let position = 0;
  for (let i = 0; i < count; i++) {
    position += reader.number(GAP);
    const node = state.nodes[position];
    position += 1;
    node.heardAt = now - reader.number(AGE) * 250;
    if (reader.decision(LINES, OWN_LINE)) {
      line(node.cells, 0);
      nodes.push(node);
    }
    let afterNews = false;
    for (const row of node.rows) {
      const idle = numbered(row.cells[work]).numbers[0] === 0;
      afterNews = reader.decision(LINES, rowLine(idle, afterNews));
      if (afterNews) {
        line(row.cells, state.nodeColumns.length);
        rows.push(row);
      }
    }
  }
  const sum = readStrip(message, state, reader, line) ?? texts.sum;
  Object.assign(state.figures, sum);
  state.revision = message.to;
  const columns = [...state.nodeColumns, ...state.rowColumns];
  return {
    nodes,
    rows,
    columns: new Set([...changed].map((column) => columns[column])),
    sum,
    limits: texts.limits,
    moved: moved(texts.is ?? {}, state),
  };
}

/** The figures of the strip that have become others; undefined if none has. */
function readStrip(message, state, reader, line) {
  // Nobody would notice that a message is lost which leads nowhere.
  if (message.from === message.to || !reader.decision(LINES, STRIP)) return undefined;
  const keys = Object.keys(state.figures);
  const cells = Object.values(state.figures);
  line(cells, state.leaders.length);
  return Object.fromEntries(keys.map((key, i) => [key, shown(cells[i]).text]));
}

/** Changes the cells of a machine, of a row or of the strip. */
function readLine({ reader, told, changed, state, cells, firstColumn }) {
  const steps = cells.map(() => 0);
  for (let i = 0; i < cells.length; i++) {
    const column = firstColumn + i;
    const leader = state.leaders[column];
    const lead = leader ? leadOf(steps[leader.column - firstColumn], leader.factor) : NO_LEAD;
    if (!reader.decision(columnTable(column), lead.kind)) continue;
    changed.add(column);
    if (reader.decision(columnTable(column), IS_TEXT)) {
      cells[i] = readText(reader, told, state.texts, column);
    } else {
      const cell = numbered(cells[i]);
      steps[i] = addSteps(reader, column, lead, cell.numbers);
      cells[i] = cell;
    }
  }
}

/** One of the last texts of the column, or the next of those that are told in full. */
function readText(reader, told, texts, column) {
  const known = reader.number(textTable(column));
  const text = known > 0 ? texts[column][known - 1] : told.shift();
  texts[column] = [text, ...texts[column].filter((_, i) => i !== known - 1)].slice(0, MAX_TEXTS);
  return text;
}

/** Changes the numbers of a cell; by what the first of them differs. */
function addSteps(reader, column, lead, numbers) {
  let first = 0;
  for (let slot = 0; slot < numbers.length; slot++) {
    const by = slot === 0 ? lead : leadOf(first);
    const step = reader.signed(numberTable(column, slot), by.kind) + by.expected;
    numbers[slot] += step;
    if (slot === 0) first = step;
  }
  return first;
}

function moved(membership, state) {
  return Object.entries(membership).map(([position, is]) => {
    const node = state.nodes[position];
    [node.is, node.troubled] = is;
    return node;
  });
}

// ---- snapshots ----

/** The state that a snapshot tells; times are those of performance.now(). */
export function fromSnapshot(snapshot, now) {
  const { boot, revision, rowsSince, sum, nodeColumns, rowColumns, leaders } = snapshot;
  const columns = [...nodeColumns, ...rowColumns];
  const noTexts = () => Array.from({ length: columns.length + FIGURES }, () => []);
  const state = {
    boot,
    revision,
    rowsSince,
    nodeColumns,
    rowColumns,
    figures: { ...sum },
    work: columns.indexOf(snapshot.work),
    leaders: columns.map((column) => leaders[column] && { column: columns.indexOf(leaders[column][0]), factor: leaders[column][1] }),
  };
  const reader = new DecisionReader(fromBase64(snapshot.decisions), new Map());
  const parts = { reader, told: [...snapshot.cells], changed: new Set(), state: { ...state, texts: noTexts() } };
  const tables = columnTable(columns.length + FIGURES);
  const nextNode = lineReader(parts, tables, OWN_LINE, 0, nodeColumns);
  const nextRow = lineReader(parts, tables + 1, rowLine(false, true), nodeColumns.length, rowColumns);
  state.nodes = snapshot.nodes.map((id, position) => ({
    id,
    is: snapshot.is[position][0],
    troubled: snapshot.is[position][1],
    heardAt: now - reader.number(AGE) * 250,
    cells: nextNode(),
    rows: (snapshot.rows[position].length ? snapshot.rows[position] : ['-']).map((index) => ({
      key: `${id}/${index}`,
      index,
      cells: nextRow(),
    })),
  }));
  state.odds = readOdds(reader, tables);
  state.texts = noTexts().map((none, column) => snapshot.texts[column] ?? none);
  return state;
}

/** Reads one line after the other, each by what it differs from one before, or from one without any text. */
function lineReader({ reader, ...parts }, table, place, firstColumn, columns) {
  const before = []; // the last of each kind, the newest first
  return () => {
    const like = reader.number(table);
    const cells = like > 0 ? before.splice(like - 1, 1)[0].map(copyOf) : columns.map(() => '');
    if (reader.decision(LINES, place)) readLine({ reader, ...parts, cells, firstColumn });
    before.unshift(cells);
    return cells;
  };
}

function copyOf(cell) {
  return cell.numbers ? { ...cell, numbers: [...cell.numbers] } : cell;
}

/** The odds in so many tables that messages have learned. */
function readOdds(reader, tables) {
  const all = new Map();
  for (let table = 0; table < tables; table++) {
    if (!reader.decision(LINES, IS_LEARNED)) continue;
    let step = 0;
    const odds = Uint16Array.from({ length: SIZE }, () => {
      step = reader.signed(tables + 2, leadOf(step).kind);
      return oddsAt(step);
    });
    all.set(table, odds);
  }
  return all;
}
