// No page scrolls sideways, from a desk to the narrowest phone: wide tables scroll in a box of their own.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {languagePages, pages} from './support/pages.mjs';

/** In the page, with every table unfolded: what is wider than the window, and text that is cut off by its own box. */
function tooWide() {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`the page: ${document.documentElement.scrollWidth} px of ${width}`);
  for (const element of document.body.querySelectorAll('*:not(svg, svg *, .hidden, .hidden *, .skip)')) {
    if (element.closest('.scroll') && !element.matches('.scroll')) continue;
    const {right, left} = element.getBoundingClientRect();
    const spills = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline' && !element.matches('.scroll');
    if (right > width + 0.5 || left < -0.5 || spills) {
      found.push(`${element.localName}.${element.className} "${element.textContent.trim().slice(0, 60)}": ${left.toFixed()} to ${right.toFixed()} px, `
        + `${element.scrollWidth} in ${element.clientWidth}`);
    }
  }
  return found.slice(0, 10);
}

for (const width of [1280, 390, 320]) {
  for (const {name, path} of [...pages, ...languagePages]) {
    test(`${name}: fits into ${width} px`, async () => {
      const {page} = await open(path, {width, height: 844});
      assert.deepEqual(await page.evaluate(tooWide), []);
    });
  }
}

test('tables that are wider than a phone scroll in their box, which the keyboard reaches', async () => {
  const {page} = await open(pages[0].path, {width: 390, height: 844});
  const wide = await page.evaluate(() => [...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth)
    .map((box) => [box.tabIndex, box.getAttribute('role'), Boolean(box.getAttribute('aria-label'))]));
  assert.notEqual(wide.length, 0);
  for (const box of wide) assert.deepEqual(box, [0, 'group', true]);
});
