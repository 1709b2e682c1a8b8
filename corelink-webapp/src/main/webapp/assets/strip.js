// Marks the figures of the strip that are zero: trouble that there is none of shall not catch the eye.
function mark(strip) {
  for (const figure of strip.querySelectorAll('[data-figure]')) {
    figure.toggleAttribute('data-zero', figure.textContent.trim() === '0');
  }
}

function watch() {
  const strip = document.getElementById('strip');
  if (!strip) return;
  mark(strip);
  new MutationObserver(() => mark(strip)).observe(strip, { childList: true, subtree: true });
}

watch();
