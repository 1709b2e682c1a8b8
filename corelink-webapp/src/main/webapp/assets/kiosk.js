// A wall display: everything as large as the screen has room for. One size, of the root element, scales all others.
//
// It is never so small that a screen of 55 inches could not be read at 3 m. Capitals that are seen under 16 minutes of
// arc, the least of ISO 9241-303, are 14 mm high there; letters whose capitals are so high have a size of 1.6 % of that
// screen's width of 1,218 mm. No text of a wall display is smaller than .8 of the root's. What has no room then is cut off
// at the end, so trouble comes first.
const LEAST_SHARE = 0.0202; // of the screen's width, with a hundredth for the rounding of letters
const MOST_SHARE = 0.035;
const LEAST_PX = 10;
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
  let low = Math.max(LEAST_PX, innerWidth * LEAST_SHARE);
  let high = Math.max(LEAST_PX, innerWidth * MOST_SHARE);
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
