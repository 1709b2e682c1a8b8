// A wall display: everything as large as the screen has room for. One size, of the root element, scales all others.
const SMALLEST_PX = 10;
const LARGEST_PX = 48;
const root = document.documentElement;

function fits(size) {
  root.style.fontSize = `${size}px`;
  const wide = [...document.querySelectorAll('.ui-datatable-tablewrapper, .strip')].some(
    (part) => part.scrollWidth > part.clientWidth,
  );
  return !wide && root.scrollWidth <= root.clientWidth && root.scrollHeight <= root.clientHeight;
}

function fit() {
  // The map takes whatever room is left.
  root.classList.add('fitting');
  let low = SMALLEST_PX;
  let high = LARGEST_PX;
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  fits(low);
  root.classList.remove('fitting');
  document.dispatchEvent(new Event('corelink:fitted'));
}

let waiting = null;

function fitSoon() {
  waiting ??= requestAnimationFrame(() => {
    waiting = null;
    fit();
  });
}

addEventListener('resize', fitSoon);
addEventListener('load', fitSoon);
// Rows come and go.
document.addEventListener('corelink:rendered', fitSoon);
fitSoon();
