// Dates and points of the trend charts: each date below its point, apart from its neighbours and inside the figure; the
// same period at the same place in all charts of a page. On a desk and on phones, in every language.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {languagePages, pages} from './support/pages.mjs';

/** In the page: of each trend chart the first and the last point, the dates that are shown, and the edges of its figure, in px. */
function charts() {
  const centre = ({left, right}) => (left + right) / 2;
  return [...document.querySelectorAll('#trends figure')].map((figure) => {
    const plot = figure.querySelector('.pl'), {left, right, width} = plot.getBoundingClientRect();
    const dates = [...plot.querySelectorAll('text:not(.now)')].map((text) => ({
      text: text.textContent, box: text.getBoundingClientRect(), at: left + width * parseFloat(text.getAttribute('x')) / 100,
      anchor: getComputedStyle(text).textAnchor,
    })).filter(({box}) => box.width > 0).sort((a, b) => a.box.left - b.box.left);
    return {
      plot: [Math.round(left * 10) / 10, Math.round(right * 10) / 10], figure: figure.getBoundingClientRect().toJSON(),
      dates: dates.map(({text, box, at, anchor}) => ({text, left: box.left, right: box.right, off: Math.abs(centre(box) - at), anchor})),
    };
  });
}

const BLANK = 3.3; // px of a blank of 12 px
const trendPages = [...pages, ...languagePages].filter(({layout}) => layout !== 'agent');

for (const width of [1280, 390, 320]) {
  for (const {name, path} of trendPages) {
    test(`${name}: dates stand below their points and apart, ${width} px`, async () => {
      const {page} = await open(path, {width, height: 844});
      const found = [];
      for (const {dates, figure} of await page.evaluate(charts)) {
        dates.forEach(({text, left, right, off, anchor}, i) => {
          if (anchor === 'middle' && off > 1) found.push(`${text}: ${off.toFixed(1)} px beside its point`);
          if (left < figure.left - 0.5 || right > figure.right + 0.5) found.push(`${text}: outside the figure`);
          if (i > 0 && left - dates[i - 1].right < BLANK) found.push(`${dates[i - 1].text} / ${text}`);
        });
      }
      assert.deepEqual(found, []);
    });

    test(`${name}: a period stands at one place in all charts, ${width} px`, async () => {
      const {page} = await open(path, {width, height: 844});
      const all = await page.evaluate(charts);
      // The charts of one column of the grid; those of the other are as wide.
      const plots = new Set(all.map(({plot: [left, right], figure}) => `${(left - figure.left).toFixed(1)} to ${(right - figure.left).toFixed(1)}`));
      assert.ok(plots.size <= 1, `${[...plots].join(', ')} px`);
    });
  }
}

test('the test is alive: a date that is pushed aside is found', async () => {
  const {page} = await open(languagePages.find(({layout}) => layout === 'team').path, {width: 390, height: 844});
  await page.evaluate(() => { for (const text of document.querySelectorAll('.pl text')) text.setAttribute('dx', '9'); });
  const [{dates}] = await page.evaluate(charts);
  assert.ok(dates.length >= 2 && dates.every(({off}) => off > 5), JSON.stringify(dates));
});
