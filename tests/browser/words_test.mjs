// Words in the drawings: none lies upon another one or touches it, on a desk, on a phone and on paper, in every language.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {languagePages, pages} from './support/pages.mjs';

const PAPER = 710; // px between the margins of a printed page
const views = [{width: 1280}, {width: 1010}, {width: 700}, {width: 390, height: 844}, {width: 320, height: 844}, {width: PAPER, media: 'print'}];

/** In the page: the words of each plot and each axis that are nearer to each other than a space is wide, as pairs. */
function touching() {
  const GAP = 2;
  const found = [];
  for (const place of document.querySelectorAll('.plot, th > svg')) {
    const words = [...place.querySelectorAll('text')].map((element) => ({text: element.textContent, box: element.getBoundingClientRect()}))
      .filter(({box}) => box.width > 0);
    // Boxes of lines are higher than their letters.
    const near = (a, b) => a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom - 3 && b.top < a.bottom - 3;
    words.forEach((one, i) => words.slice(i + 1).filter((other) => near(one.box, other.box))
      .forEach((other) => found.push(`${one.text} / ${other.text}`)));
  }
  return found;
}

for (const view of views) {
  for (const {name, path} of [...pages, ...languagePages]) {
    test(`${name}: no words in drawings touch, ${view.media ?? 'screen'} of ${view.width} px`, async () => {
      const {page} = await open(path, view);
      assert.deepEqual(await page.evaluate(touching), []);
    });
  }
}

test('the test is alive: words that are pushed together are found', async () => {
  const {page} = await open(pages[0].path);
  await page.evaluate(() => { for (const text of document.querySelectorAll('.plot text')) text.setAttribute('y', '20'); });
  assert.notEqual((await page.evaluate(touching)).length, 0);
});
