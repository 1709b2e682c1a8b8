// Dark unless this browser was told otherwise. Loaded before the page is painted, so that it does not flash.
const KEY = 'corelink.theme';
const root = document.documentElement;

root.dataset.theme = localStorage.getItem(KEY) === 'light' ? 'light' : 'dark';

document.addEventListener('click', (event) => {
  if (!event.target.closest('[data-action="theme"]')) return;
  root.dataset.theme = root.dataset.theme === 'light' ? 'dark' : 'light';
  localStorage.setItem(KEY, root.dataset.theme);
});
