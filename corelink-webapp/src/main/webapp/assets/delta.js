// What the server knows of the cluster, as a page holds it, and how messages change it. No DOM here.
//
// A cell is a text, or [text, bar, hint] as the server sends it; once a message has changed it, it is taken apart into its
// shape and its numbers, as CellNumbers does on the server. Numbers travel as differences: how they are written is known by
// the texts that the server sent first.

const DEFLATED = 1;
const STRUCTURAL = 2;
const SLOTS = 8;
const GAP = 0;
const AGE = 1;
const FIRST_CELL = 2;
const ALL_ZERO = 15;
const ESCAPE = 20;
const MAX_DIGITS = 9;
const MAX_NUMBERS = 32;

// ---- cells ----

/** A text as what stands between its numbers, the numbers as whole ones, and their decimals. */
function takeApart(text, room) {
  const between = [];
  const numbers = [];
  const decimals = [];
  let from = 0;
  for (const match of text.matchAll(/(\d+)(?:\.(\d+))?/g)) {
    const [written, whole, fraction = ''] = match;
    const padded = whole.length > 1 && whole.startsWith('0');
    if (padded || whole.length + fraction.length > MAX_DIGITS || numbers.length === room) continue;
    between.push(text.slice(from, match.index));
    numbers.push(Number(whole + fraction));
    decimals.push(fraction.length);
    from = match.index + written.length;
  }
  between.push(text.slice(from));
  return { between, numbers, decimals };
}

function putTogether({ between, decimals }, numbers) {
  let text = between[0];
  for (let i = 0; i < decimals.length; i++) {
    const digits = String(numbers[i]).padStart(decimals[i] + 1, '0');
    const point = digits.length - decimals[i];
    text += decimals[i] === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
    text += between[i + 1];
  }
  return text;
}

function numbered(cell) {
  if (cell.numbers) return cell;
  const [text, bar = null, hint = ''] = Array.isArray(cell) ? cell : [cell];
  const inText = takeApart(text, MAX_NUMBERS);
  const inHint = takeApart(hint, MAX_NUMBERS - inText.numbers.length);
  const numbers = [...inText.numbers, ...inHint.numbers];
  const barIsFirst = bar !== null && numbers.length > 0 && numbers[0] === bar;
  if (bar !== null && !barIsFirst) numbers.push(bar);
  return { text: inText, hint: inHint, numbers, barred: bar !== null, barIsFirst };
}

/** What a cell shows: its text, the length of its bar or null, and its hint. */
export function shown(cell) {
  if (typeof cell === 'string') return { text: cell, bar: null, hint: '' };
  if (Array.isArray(cell)) return { text: cell[0], bar: cell[1] ?? null, hint: cell[2] ?? '' };
  const inHint = cell.numbers.slice(cell.text.decimals.length);
  const bar = cell.barIsFirst ? cell.numbers[0] : cell.numbers.at(-1);
  return {
    text: putTogether(cell.text, cell.numbers),
    bar: cell.barred ? bar : null,
    hint: putTogether(cell.hint, inHint),
  };
}

/** The numbers that a cell shows, in order: of "12.3 / 24.0 GiB" these two. */
export function numbersIn(cell) {
  const { text, numbers } = numbered(cell);
  return text.decimals.map((decimals, i) => numbers[i] / 10 ** decimals);
}

// ---- snapshots ----

/** The state that a snapshot tells; times are those of performance.now(). */
export function fromSnapshot(snapshot, now) {
  const nodeColumns = Object.keys(snapshot.nodeCells);
  const rowColumns = Object.keys(snapshot.rowCells);
  let row = 0;
  const nodes = snapshot.nodes.map((id, position) => {
    const indices = snapshot.rows[position].length ? snapshot.rows[position] : ['-'];
    return {
      id,
      is: snapshot.is[position],
      heardAt: now - snapshot.heard[position],
      cells: nodeColumns.map((column) => snapshot.nodeCells[column][position]),
      rows: indices.map((index) => {
        const cells = rowColumns.map((column) => snapshot.rowCells[column][row]);
        row += 1;
        return { key: `${id}/${index}`, index, cells };
      }),
    };
  });
  return { boot: snapshot.boot, revision: snapshot.revision, nodeColumns, rowColumns, nodes };
}

// ---- messages ----

class BitReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.bit = 0;
  }

  varint() {
    this.align();
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
  }

  bits(count) {
    let value = 0;
    for (let i = 0; i < count; i++) {
      value = value * 2 + ((this.bytes[this.at] >> (7 - this.bit)) & 1);
      if (++this.bit === 8) {
        this.bit = 0;
        this.at += 1;
      }
    }
    return value;
  }

  align() {
    if (this.bit > 0) {
      this.bit = 0;
      this.at += 1;
    }
  }

  /** A number of 0 or more in Rice's code. */
  number(parameter) {
    if (parameter === ALL_ZERO) return 0;
    let ones = 0;
    while (ones < ESCAPE && this.bits(1) === 1) ones += 1;
    if (ones === ESCAPE) return this.bits(32);
    return ones * 2 ** parameter + this.bits(parameter);
  }

  signed(parameter) {
    const value = this.number(parameter);
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A message whose head is read: from which revision it leads to which, and whether rows come or go. */
export async function open(bytes) {
  const form = bytes[0];
  const content = form === DEFLATED ? await inflate(bytes.subarray(1)) : bytes.subarray(1);
  const reader = new BitReader(content);
  const from = reader.varint();
  const to = from + reader.varint();
  return { from, to, structural: form === STRUCTURAL, reader };
}

/** Base64, for channels that carry text. */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Changes the state, and returns what has changed: machines, rows, the keys of columns, figures and conditions. */
export function apply(message, state, now) {
  const { reader } = message;
  const count = reader.varint();
  const parameters = readParameters(reader, state.nodeColumns.length + state.rowColumns.length);
  const nodes = [];
  const rows = [];
  let position = 0;
  for (let i = 0; i < count; i++) {
    position += reader.number(parameters[GAP]);
    const node = state.nodes[position];
    position += 1;
    node.heardAt = now - reader.number(parameters[AGE]) * 100;
    if (readCells(reader, parameters, node.cells, 0)) nodes.push(node);
    if (reader.bits(1) === 0) continue;
    for (const row of node.rows) {
      if (readCells(reader, parameters, row.cells, state.nodeColumns.length)) rows.push(row);
    }
  }
  reader.align();
  const rest = reader.bytes.subarray(reader.at);
  const texts = rest.length ? JSON.parse(new TextDecoder().decode(rest)) : {};
  replaceTexts(texts, state);
  state.revision = message.to;
  return {
    nodes,
    rows,
    columns: columnsOf(parameters, texts, state),
    sum: texts.sum,
    limits: texts.limits,
    moved: moved(texts.is ?? {}, state),
  };
}

function readParameters(reader, columns) {
  const parameters = new Uint8Array(FIRST_CELL + columns * SLOTS).fill(ALL_ZERO);
  // Of these columns, each cell that differs is marked by a bit.
  parameters.marked = new Uint8Array(columns);
  parameters[GAP] = reader.bits(4);
  parameters[AGE] = reader.bits(4);
  for (let column = 0; column < columns; column++) {
    if (reader.bits(1) === 0) continue;
    parameters.marked[column] = reader.bits(1);
    const slots = reader.bits(3) + 1;
    for (let slot = 0; slot < slots; slot++) parameters[FIRST_CELL + column * SLOTS + slot] = reader.bits(4);
  }
  return parameters;
}

/** Changes the numbers of a line of cells; whether it differs at all. */
function readCells(reader, parameters, cells, firstColumn) {
  if (reader.bits(1) === 0) return false;
  for (let i = 0; i < cells.length; i++) {
    // Most columns stand still; their cells need not be taken apart.
    if (!hasNumbers(parameters, firstColumn + i)) continue;
    if (parameters.marked[firstColumn + i] && reader.bits(1) === 0) continue;
    const first = FIRST_CELL + (firstColumn + i) * SLOTS;
    const cell = numbered(cells[i]);
    for (let slot = 0; slot < Math.min(cell.numbers.length, SLOTS); slot++) {
      cell.numbers[slot] += reader.signed(parameters[first + slot]);
    }
    cells[i] = cell;
  }
  return true;
}

function columnsOf(parameters, texts, state) {
  const all = [...state.nodeColumns, ...state.rowColumns];
  const byNumber = all.filter((_, column) => hasNumbers(parameters, column));
  return new Set([...byNumber, ...Object.values(texts.cells ?? {}).flatMap(Object.keys)]);
}

/** Whether the numbers of a column differ anywhere. */
function hasNumbers(parameters, column) {
  const first = FIRST_CELL + column * SLOTS;
  return parameters.subarray(first, first + SLOTS).some((parameter) => parameter !== ALL_ZERO);
}

function replaceTexts(texts, state) {
  for (const [place, cells] of Object.entries(texts.cells ?? {})) {
    const [position, row] = place.split('/');
    const node = state.nodes[position];
    const [line, columns] = row === undefined ? [node, state.nodeColumns] : [node.rows[row], state.rowColumns];
    for (const [column, cell] of Object.entries(cells)) line.cells[columns.indexOf(column)] = cell;
  }
}

function moved(membership, state) {
  return Object.entries(membership).map(([position, is]) => {
    const node = state.nodes[position];
    node.is = is;
    return node;
  });
}
