// Keeps the page of a machine fresh. The page is right without it. The server renders the page again, and what differs is
// changed in place, so that what is open, selected or focused stays so.

import { leave, setBadge } from './badge.js';
import { showHistory } from './plots.js';

const REFRESH_MS = 3_000;

// ---- changing the page in place ----

function copyAttributes(from, to) {
  for (const { name, value } of from.attributes) {
    if (to.getAttribute(name) !== value) to.setAttribute(name, value);
  }
  // A person has opened it.
  for (const { name } of [...to.attributes]) {
    if (!from.hasAttribute(name) && name !== 'open') to.removeAttribute(name);
  }
}

function isAlike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
}

/** Makes {@code old} the same as {@code fresh}, but for what keeps itself fresh. */
function change(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if ('kept' in old.dataset) return;
  copyAttributes(fresh, old);
  changeChildren(old, [...old.childNodes], [...fresh.childNodes]);
}

/** What comes or goes is put in or taken out; what stands before and after it stays, with what is open or focused there. */
function changeChildren(parent, before, after) {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && isAlike(before[first], after[first])) first += 1;
  let last = 0;
  while (last < most - first && isAlike(before.at(-1 - last), after.at(-1 - last))) last += 1;
  const coming = after.slice(first, after.length - last).map((node) => keptOf(parent, node) ?? node);
  const pairs = before.map((node, i) => [node, after[i < first ? i : i + after.length - before.length]]);
  pairs.splice(first, before.length - first - last).forEach(([node]) => node.remove());
  pairs.forEach(([node, fresh]) => change(node, fresh));
  const next = last > 0 ? before.at(-last) : null;
  coming.forEach((node) => parent.insertBefore(node, next));
}

/** The element of the page that stands for a fresh one and keeps itself fresh. */
function keptOf(old, fresh) {
  return fresh.dataset && 'kept' in fresh.dataset ? old.querySelector(`#${CSS.escape(fresh.id)}`) : null;
}

// ---- when ----

async function refresh() {
  let response;
  try {
    response = await fetch(location.href, { cache: 'no-store' });
  } catch {
    setBadge('lost');
    return;
  }
  if (response.status >= 500) {
    setBadge('lost');
    return;
  }
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.getElementById('machine');
  // Signed out, or the machine is forgotten: the server says so, with what to do.
  if (fresh === null) leave();
  else {
    change(document.getElementById('machine'), fresh);
    setBadge('live');
  }
}

/** Does it again and again, each time after the pause that it gives; not while nobody can see the page. */
async function repeat(action) {
  for (;;) {
    if (document.hidden) await new Promise((done) => document.addEventListener('visibilitychange', done, { once: true }));
    const pause = await action();
    await new Promise((done) => setTimeout(done, pause));
  }
}

const { id } = document.getElementById('machine').dataset;

repeat(async () => {
  await refresh();
  return REFRESH_MS;
});
repeat(() => showHistory(id));
