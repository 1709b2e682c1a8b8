// Names the machines in trouble on a wall display, the worst first: where there are many, the letters of the map are too
// small to be read from afar.

import { follow } from './live.js';
import { shown } from './delta.js';

const MARKS = { down: '✕', stale: '◌', suspect: '◐', online: '▲' }; // the worst first

const list = document.getElementById('trouble');
let names = [];

function namesIn(state) {
  const column = state.nodeColumns.indexOf('node');
  return Object.entries(MARKS).flatMap(([is, mark]) =>
    state.nodes
      .filter((node) => node.is === is && (is !== 'online' || node.troubled))
      .map((node) => `${mark} ${shown(node.cells[column]).text}`),
  );
}

function put(texts) {
  list.replaceChildren(
    ...texts.map((text) => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    }),
  );
}

/** As many names as there is room for, and how many more there are. */
function show() {
  put(names);
  for (let named = names.length - 1; named > 0 && list.scrollHeight > list.clientHeight; named -= 1) {
    put([...names.slice(0, named), list.dataset.more.replace('{0}', names.length - named)]);
  }
}

follow((state) => {
  const now = namesIn(state);
  if (now.join() === names.join()) return;
  names = now;
  show();
  // It may be of other height.
  document.dispatchEvent(new Event('corelink:rendered'));
});
document.addEventListener('corelink:fitted', show);
