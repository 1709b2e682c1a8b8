// The plots of the last hour on the page of a machine, by uPlot, and the table of their values: the newest, or those of
// the moment that is pointed at. The history is the server's; it is asked for again in each of its steps.

const COLOURS = 8;
const DASHES = [[], [7, 3], [2, 2], [9, 3, 2, 3]];
const LEAST_SECONDS = 300; // a young history is not stretched over the whole width
const HEIGHT = 170;
const FONT = '12px system-ui, sans-serif';

const section = document.getElementById('history');
const figures = [...section.querySelectorAll('figure')];
const note = section.querySelector('[data-history-note]');
const table = section.querySelector('table');
const time = section.querySelector('[data-history-time]');

let history = null;
let lines = []; // {label, gpu: its index or null, isShown}
let plots = [];

// ---- from the history to what is drawn ----

function linesOf(newHistory) {
  const gpus = newHistory.gpus.map(({ index }) => ({ label: `GPU ${index}`, gpu: index, isShown: true }));
  return [...gpus, { label: section.dataset.machineLabel, gpu: null, isShown: true }];
}

function isOf(figure, line) {
  return ('ofMachine' in figure.dataset) === (line.gpu === null);
}

function valuesOf(figure, line) {
  const from = line.gpu === null ? history : history.gpus.find(({ index }) => index === line.gpu);
  const scale = Number(figure.dataset.scale ?? 1);
  return (from?.[figure.dataset.plot] ?? []).map((value) => (value === null ? null : value / scale));
}

function length() {
  return history.cpuPercent?.length ?? 0;
}

function timesOf() {
  const end = Date.parse(history.end) / 1_000;
  return Array.from({ length: length() }, (_, i) => end - (length() - 1 - i) * history.stepSeconds);
}

function dataOf(figure) {
  return [timesOf(), ...lines.filter((line) => isOf(figure, line)).map((line) => valuesOf(figure, line))];
}

function textOf(figure, value) {
  if (value === null || value === undefined) return section.dataset.unknown;
  return `${value.toFixed(Number(figure.dataset.decimals))} ${figure.dataset.unit}`;
}

// ---- how it looks ----

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function lineColour(place) {
  return `--plot-${place % COLOURS}`;
}

/** Lines are told apart by their dashes too. */
function dash(place) {
  return DASHES[(place + Math.floor(place / COLOURS)) % DASHES.length];
}

function axis(more) {
  return {
    stroke: () => colour('--quiet'),
    grid: { stroke: () => colour('--line'), width: 1 },
    ticks: { show: false },
    font: FONT,
    ...more,
  };
}

function clock(seconds) {
  return new Date(seconds * 1_000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Places of values between two gaps, which no line shows. */
function lonely(plot, series) {
  const isKnown = (value) => value !== null && value !== undefined;
  return plot.data[series].flatMap((value, i, all) =>
    isKnown(value) && !isKnown(all[i - 1]) && !isKnown(all[i + 1]) ? [i] : []);
}

function optionsOf(figure) {
  const shown = lines.filter((line) => isOf(figure, line));
  return {
    width: figure.lastElementChild.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { sync: { key: 'machine' }, y: false, drag: { x: false, y: false } },
    scales: {
      x: { range: (_, from, to) => [Math.min(from, to - LEAST_SECONDS), to] },
      y: { range: (_, least, most) => [Math.min(0, least ?? 0), Math.max(Number(figure.dataset.max), most ?? 0, 1)] },
    },
    axes: [axis({ values: (_, splits) => splits.map(clock), space: 64, size: 26 }), axis({ size: 44, space: 32 })],
    series: [
      {},
      ...shown.map((line) => ({
        label: line.label,
        stroke: () => colour(lineColour(lines.indexOf(line))),
        dash: dash(lines.indexOf(line)),
        width: 1.5,
        points: { show: false, size: 4, filter: lonely },
        show: line.isShown,
      })),
    ],
    hooks: { setCursor: [(plot) => showValues(plot.cursor.idx)] },
  };
}

// ---- the table ----

function swatch(place) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 28 4');
  svg.setAttribute('class', 'swatch');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(svg.namespaceURI, 'path');
  line.setAttribute('d', 'M0 2h28');
  line.setAttribute('stroke-dasharray', dash(place).join(' ') || 'none');
  line.style.stroke = `var(${lineColour(place)})`;
  svg.append(line);
  return svg;
}

function toggle(line, button) {
  line.isShown = !line.isShown;
  button.setAttribute('aria-pressed', String(line.isShown));
  plots.forEach((plot, i) => {
    const series = lines.filter((each) => isOf(figures[i], each)).indexOf(line) + 1;
    if (series > 0) plot.setSeries(series, { show: line.isShown });
  });
}

function rowOf(line, place) {
  const row = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-pressed', 'true');
  button.append(swatch(place), line.label);
  button.addEventListener('click', () => toggle(line, button));
  head.append(button);
  row.append(head, ...figures.map(() => document.createElement('td')));
  return row;
}

function showValues(index) {
  const at = index ?? length() - 1;
  time.textContent = new Date(timesOf()[at] * 1_000).toLocaleTimeString([], { hourCycle: 'h23' });
  lines.forEach((line, place) => {
    const cells = table.tBodies[0].rows[place].cells;
    figures.forEach((figure, i) => {
      const text = isOf(figure, line) ? textOf(figure, valuesOf(figure, line)[at]) : '–';
      if (cells[i + 1].textContent !== text) cells[i + 1].textContent = text;
    });
  });
}

// ---- when it is drawn ----

function build() {
  plots.forEach((plot) => plot.destroy());
  lines = linesOf(history);
  table.tBodies[0].replaceChildren(...lines.map(rowOf));
  plots = figures.map((figure) => {
    const place = figure.lastElementChild;
    place.setAttribute('role', 'img');
    place.setAttribute('aria-label', figure.firstElementChild.textContent);
    return new window.uPlot(optionsOf(figure), dataOf(figure), place);
  });
}

function sameLines(one, other) {
  return one?.gpus.map(({ index }) => index).join() === other.gpus.map(({ index }) => index).join();
}

function show(newHistory) {
  const isNew = plots.length === 0 || !sameLines(history, newHistory);
  history = newHistory;
  note.textContent = length() === 0 ? section.dataset.none : '';
  section.classList.toggle('is-empty', length() === 0);
  if (length() === 0) return;
  if (isNew) build();
  else plots.forEach((plot, i) => plot.setData(dataOf(figures[i])));
  section.dataset.steps = length();
  showValues(plots.find((plot) => plot.cursor.idx !== null && plot.cursor.idx !== undefined)?.cursor.idx ?? null);
}

/** Asks for the history of a machine and shows it; milliseconds until the next is there. */
export async function showHistory(id) {
  try {
    // The browser asks with the tag of what it has: nothing is sent where nothing is new.
    const response = await fetch(`api/v1/nodes/${encodeURIComponent(id)}/history`, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    show(await response.json());
  } catch (error) {
    console.info('the history could not be loaded', error);
    note.textContent = section.dataset.lost;
  }
  return (history?.stepSeconds ?? 10) * 1_000;
}

new ResizeObserver(() => {
  plots.forEach((plot, i) => plot.setSize({ width: figures[i].lastElementChild.clientWidth, height: HEIGHT }));
}).observe(section);

new MutationObserver(() => plots.forEach((plot) => plot.redraw(false))).observe(document.documentElement, {
  attributeFilter: ['data-theme'],
});
