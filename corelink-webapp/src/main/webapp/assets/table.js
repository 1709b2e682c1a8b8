// The table of the cluster page. Its address tells everything that it shows: each link in it, each word in the search box
// and each box that is ticked leads to an address, which is fetched, and its rows are put in place of those shown. The
// server alone knows the language of the search, sorts, filters and counts.
//
// live.js calls window.corelinkRefresh() when rows come or go, and tells by "corelink:shown" which columns have changed;
// it is told by "corelink:rendered" that other rows are in place.

import { leave } from './badge.js';

const COLUMNS_KEY = 'corelink.table.columns';
const FILTERS_KEY = 'corelink.table.filters';
const TYPING_MS = 250;
const ORDER_MS = 5_000; // rows change places at most so often
const LONGEST_SELECTION_MS = 30_000;
const STATE = ['q', 'sort', 'cols', 'page', 'size', 'trouble'];

const section = document.getElementById('table');
const box = document.getElementById('q');

// ---- when rows may be replaced ----

let pressed = false; // a click needs the element that was pressed to be there when the button is let go
let selectedSince = null;

/** Whether somebody is in the middle of something that new rows would take away. */
function isBusy() {
  const selection = getSelection();
  const selecting = !selection.isCollapsed && section.contains(selection.anchorNode);
  selectedSince = selecting ? selectedSince ?? performance.now() : null;
  const filter = document.activeElement?.closest('[data-filter]');
  return pressed
    || (selecting && performance.now() - selectedSince < LONGEST_SELECTION_MS)
    || (filter != null && filter.value !== filter.defaultValue);
}

function untilIdle(busy) {
  return new Promise((done) => {
    const look = () => (busy() ? setTimeout(look, 50) : done());
    look();
  });
}

function watchPointer() {
  const release = () => setTimeout(() => { pressed = false; }); // after the click, which follows at once
  section.addEventListener('pointerdown', () => { pressed = true; }, true);
  for (const end of ['pointerup', 'pointercancel', 'dragend']) addEventListener(end, release, true);
  addEventListener('blur', release);
}

// ---- rows in place ----

const part = () => document.getElementById('part');
const rows = () => [...part().querySelectorAll('tbody tr:has(time[data-row])')];
const keyOf = (row) => row.querySelector('time[data-row]').dataset.row;
const linkOf = (row) => row.querySelector('.machine-link');
const wrapper = () => part().querySelector('.ui-datatable-tablewrapper');

const marked = new Set();

/** How to find the element with the focus among other rows. */
function focused() {
  const element = document.activeElement;
  if (!part().contains(element)) return null;
  const row = element.closest('tbody tr');
  if (row && linkOf(row)) return () => linkOf(rows().find((each) => keyOf(each) === keyOf(row)) ?? rows()[0] ?? row);
  if (element.dataset.filter) {
    const { selectionStart, selectionEnd, value } = element;
    return () => {
      const filter = part().querySelector(`[data-filter="${element.dataset.filter}"]`);
      if (filter && element.defaultValue !== value) filter.value = value;
      filter?.setSelectionRange(selectionStart, selectionEnd);
      return filter;
    };
  }
  if (element.dataset.column) return () => part().querySelector(`a[data-column="${element.dataset.column}"]`);
  const group = element.closest('nav') ? 'nav.pager > *' : 'a';
  return () => [...part().querySelectorAll(group)].find((each) => each.textContent === element.textContent);
}

/** A row that stays where it is on the screen. */
function anchor() {
  const row = document.activeElement?.closest('#part tbody tr')
    ?? rows().find((each) => each.getBoundingClientRect().top >= 0);
  return row ? { key: keyOf(row), top: row.getBoundingClientRect().top } : null;
}

function put(next, keepPlace) {
  const focus = focused();
  const place = keepPlace ? anchor() : null;
  const left = wrapper()?.scrollLeft ?? 0;
  for (const script of next.querySelectorAll('script')) script.remove();
  part().replaceWith(next.getElementById('part'));
  if (wrapper()) wrapper().scrollLeft = left;
  const anchored = place && rows().find((each) => keyOf(each) === place.key);
  if (anchored) scrollBy(0, anchored.getBoundingClientRect().top - place.top);
  dress();
  const element = focus?.();
  if (element) {
    if (element.tabIndex < 0) element.tabIndex = element.matches('a') ? 0 : -1;
    element.focus({ preventScroll: true });
  }
  document.dispatchEvent(new CustomEvent('corelink:rendered'));
}

/** What the server's markup cannot carry. */
function dress() {
  for (const link of part().querySelectorAll('a.sort')) {
    if (link.dataset.direction !== 'none') link.closest('th').setAttribute('aria-sort', link.dataset.direction);
  }
  for (const filter of part().querySelectorAll('[data-mixed="true"]')) filter.readOnly = true;
  for (const current of part().querySelectorAll('nav .current')) current.tabIndex = -1;
  const there = rows();
  there.forEach((row, index) => {
    linkOf(row).tabIndex = index === 0 ? 0 : -1; // one stop for the tabulator; arrows go on from there
    mark(row, marked.has(keyOf(row)));
  });
}

function mark(row, on) {
  row.classList.toggle('marked', on);
  if (on) row.setAttribute('aria-current', 'true');
  else row.removeAttribute('aria-current');
}

function toggleMark(row) {
  const key = keyOf(row);
  if (!marked.delete(key)) marked.add(key);
  mark(row, marked.has(key));
}

// ---- asking ----

let asking = null; // what is being asked for, and can be given up
let again = false;

async function fetched(address, how, signal) {
  // What a person asks for keeps the session in use; what comes of a push does not.
  const headers = how === 'refresh' ? {} : { 'X-CoreLink-Person': 'true' };
  const response = await fetch(new URL(address, document.baseURI), { cache: 'no-store', headers, signal });
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!next.getElementById('part')) leave();
  return next;
}

/**
 * Shows what the address tells.
 * @param how it enters the history: 'push', 'replace', or 'refresh' for the same address with newer rows
 */
async function show(address, how) {
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  section.setAttribute('aria-busy', String(how !== 'refresh'));
  try {
    const next = await fetched(address, how, mine.signal);
    await untilIdle(how === 'refresh' ? isBusy : () => pressed);
    if (asking === mine) take(next, how);
  } catch (error) {
    if (error.name !== 'AbortError') {
      console.info('the table could not be fetched', error);
      if (how !== 'refresh') tell(section.dataset.lost);
    }
  } finally {
    if (asking === mine) {
      asking = null;
      section.setAttribute('aria-busy', 'false');
      if (again) refresh();
    }
  }
}

function take(next, how) {
  const fault = next.getElementById('fault').textContent.trim();
  if (how !== 'refresh') tell(fault);
  const facts = next.getElementById('part').dataset;
  if (how !== 'refresh' && facts.address !== (location.search || '?')) {
    const address = facts.address === '?' ? location.pathname : facts.address;
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address);
  }
  if (fault && how !== 'refresh') return; // the last good rows stay
  if (document.activeElement !== box) box.value = facts.query ?? ''; // an empty attribute is left out
  const count = next.getElementById('count').textContent.trim();
  if (document.getElementById('count').textContent.trim() !== count) document.getElementById('count').textContent = count;
  for (const link of document.querySelectorAll('.views a')) {
    link.href = next.querySelector(`.views a[data-view="${link.dataset.view}"]`).getAttribute('href');
  }
  for (const choice of next.querySelectorAll('[name="cols"]')) {
    section.querySelector(`[name="cols"][value="${choice.value}"]`).checked = choice.checked;
  }
  put(next, how === 'refresh');
}

function tell(fault) {
  const place = document.getElementById('fault');
  if (place.textContent !== fault) place.textContent = fault;
  box.setAttribute('aria-invalid', String(fault !== ''));
}

/** The same rows as of now. A wrong search keeps those that were right. */
function refresh() {
  again = asking !== null;
  if (!again) show(part().dataset.address, 'refresh');
}

/** This address with other parameters, on its first page. */
function changed(parameters) {
  const search = new URLSearchParams(location.search);
  search.delete('page');
  for (const [name, value] of Object.entries(parameters)) {
    if (value === '') search.delete(name);
    else search.set(name, value);
  }
  return `?${search}`;
}

// ---- what a person does ----

let typing = null;

function onInput(event) {
  if (event.target !== box) return;
  clearTimeout(typing);
  typing = setTimeout(() => show(changed({ q: box.value }), 'replace'), TYPING_MS);
}

function onChange(event) {
  const { filter } = event.target.dataset;
  if (filter) {
    const search = new URLSearchParams(changed({}));
    search.set(`f.${filter}`, event.target.value);
    show(`?${search}`, 'push');
  } else if (event.target.name === 'cols') {
    const chosen = [...section.querySelectorAll('[name="cols"]:checked')].map((choice) => choice.value);
    const columns = ['node', ...chosen].join(',');
    localStorage.setItem(COLUMNS_KEY, columns);
    show(changed({ cols: columns }), 'push');
  }
}

function onClick(event) {
  const link = event.target.closest('a[data-table]');
  const action = event.target.closest('[data-action]')?.dataset.action;
  const row = event.target.closest('#part tbody tr');
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    show(event.shiftKey && link.dataset.also ? link.dataset.also : link.getAttribute('href'), 'push');
  } else if (action === 'filters') {
    showFilters(!section.classList.contains('with-filters'));
  } else if (action === 'usual-columns') {
    localStorage.removeItem(COLUMNS_KEY);
    show(changed({ cols: '' }), 'push');
  } else if (row && linkOf(row) && !event.target.closest('a, input') && getSelection().isCollapsed) {
    toggleMark(row);
  }
}

function showFilters(on) {
  section.classList.toggle('with-filters', on);
  section.querySelector('[data-action="filters"]').setAttribute('aria-pressed', String(on));
  localStorage.setItem(FILTERS_KEY, on ? 'on' : 'off');
}

const STEPS = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + 10,
  PageUp: (index) => index - 10,
  Home: () => 0,
  End: (_, last) => last,
};

function onRowKey(event, row) {
  const all = rows();
  const step = STEPS[event.key];
  if (event.key === ' ') {
    toggleMark(row);
  } else if (step) {
    const last = all.length - 1;
    const target = linkOf(all[Math.min(last, Math.max(0, step(all.indexOf(row), last)))]);
    linkOf(row).tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  } else {
    return;
  }
  event.preventDefault();
}

function onEscape(event) {
  const open = section.querySelector('details[open]');
  if (open) {
    open.open = false;
    open.querySelector('summary').focus();
  } else if (event.target.dataset?.filter) {
    event.target.value = event.target.defaultValue;
  } else if (box.value !== '') {
    clearTimeout(typing);
    box.value = '';
    show(changed({ q: '' }), 'push');
  } else {
    return;
  }
  event.preventDefault();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const writing = event.target.closest?.('input, select, textarea, [contenteditable]');
  const row = event.target.closest?.('#part tbody tr');
  if (event.key === '/' && !writing) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === 'Escape') {
    onEscape(event);
  } else if (event.key === 'ArrowDown' && event.target === box && rows().length > 0) {
    event.preventDefault();
    linkOf(rows()[0]).focus();
  } else if (row && linkOf(row) === event.target) {
    onRowKey(event, row);
  }
}

function onSubmit(event) {
  event.preventDefault();
  clearTimeout(typing);
  show(changed({ q: box.value }), 'push');
}

function closeOthers(event) {
  for (const open of section.querySelectorAll('details[open]')) {
    if (!open.contains(event.target)) open.open = false;
  }
}

// ---- what comes by push ----

let ordering = null;

function onShown(event) {
  const deciding = (part().dataset.deciding ?? '').split(' ');
  const matters = deciding.includes('seen') || deciding.some((column) => event.detail.columns.has(column));
  if (!matters) return;
  ordering ??= setTimeout(() => {
    ordering = null;
    refresh();
  }, ORDER_MS * (1 + Math.random() / 5));
}

/** An address that asks for nothing gets the columns that were chosen last in this browser. */
function recallColumns() {
  const search = new URLSearchParams(location.search);
  const columns = localStorage.getItem(COLUMNS_KEY);
  if (columns && !STATE.some((name) => search.has(name))) show(changed({ cols: columns }), 'replace');
}

if (section) {
  window.corelinkRefresh = refresh;
  watchPointer();
  section.addEventListener('input', onInput);
  section.addEventListener('change', onChange);
  section.addEventListener('click', onClick);
  section.addEventListener('submit', onSubmit);
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', closeOthers);
  document.addEventListener('corelink:shown', onShown);
  addEventListener('popstate', () => show(location.search, 'replace'));
  section.classList.add('with-script');
  if (localStorage.getItem(FILTERS_KEY) === 'on') showFilters(true);
  dress();
  recallColumns();
}
