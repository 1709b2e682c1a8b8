// Dark unless this browser was told otherwise. Loaded before the page is painted, so that it does not flash.
const KEY = 'corelink.theme';
const root = document.documentElement;
const system = matchMedia('(prefers-color-scheme: light)');

function chosen() {
  const kept = localStorage.getItem(KEY);
  return ['light', 'system'].includes(kept) ? kept : 'dark';
}

function show() {
  const choice = chosen();
  root.dataset.theme = choice === 'system' ? (system.matches ? 'light' : 'dark') : choice;
  for (const input of document.querySelectorAll('input[name="theme"]')) input.checked = input.value === choice;
}

show();
system.addEventListener('change', show);
// Another tab has chosen.
addEventListener('storage', (event) => event.key === KEY && show());
document.addEventListener('DOMContentLoaded', show);
document.addEventListener('change', (event) => {
  if (event.target.name !== 'theme') return;
  localStorage.setItem(KEY, event.target.value);
  show();
});
