// Draws the last minutes of a value beside its bar: <svg data-spark="0,55,,97"> with a path in it, percent, the oldest value
// first, nothing between two commas where it is unknown. Goes on by itself with what the bar shows, in the step of the
// server's history.

const STEP_MS = 10_000;
const POINTS = 30;
const HEIGHT = 20; // of the viewBox, which is POINTS - 1 wide
const MARGIN = 1; // half a stroke, so that 0 and 100 % are not cut

function valuesOf(svg) {
  if (svg.dataset.spark === '') return [];
  return svg.dataset.spark.split(',').map((text) => (text === '' ? null : Number(text)));
}

/** A line with a gap where nothing is known, and a dot for a value between two gaps; the newest is at the right. */
function path(values) {
  let line = '';
  let isOpen = false;
  values.forEach((value, i) => {
    if (value !== null) {
      const x = POINTS - values.length + i;
      const y = (HEIGHT - MARGIN - (value / 100) * (HEIGHT - 2 * MARGIN)).toFixed(1);
      line += isOpen ? `L${x} ${y}` : `M${x} ${y}h0`;
    }
    isOpen = value !== null;
  });
  return line;
}

function draw(svg) {
  svg.firstElementChild.setAttribute('d', path(valuesOf(svg)));
}

/** What the bar in the same cell shows; nothing where it has none, or shows what is only the last known. */
function valueBeside(svg) {
  const bar = svg.parentElement.querySelector('progress');
  const isKnown = bar && !bar.classList.contains('none') && svg.closest('.is-online');
  return isKnown ? bar.value : null;
}

function step() {
  for (const svg of document.querySelectorAll('svg[data-spark]')) {
    const values = [...valuesOf(svg), valueBeside(svg)].slice(-POINTS);
    svg.dataset.spark = values.map((value) => value ?? '').join(',');
    draw(svg);
  }
}

function drawNew(root) {
  root.querySelectorAll('svg[data-spark]').forEach(draw);
}

// Sorting, filtering and paging bring new rows.
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) drawNew(node);
  }
}).observe(document.body, { childList: true, subtree: true });

drawNew(document);
setInterval(step, STEP_MS);
