// The colours of the page, read from its custom properties as the browser resolves them, in light and in dark: text on what
// lies behind it at least 4.5 : 1, marks that carry meaning at least 3 : 1.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {colour, contrast} from './support/contrast.mjs';
import {open} from './support/chromium.mjs';
import {pages} from './support/pages.mjs';

const TEXT = 4.5, MARK = 3;

/** What each colour is for: the least contrast, and the surfaces that it appears on. A surface needs no contrast of its own. */
const uses = {
  '--ink': {least: TEXT, on: ['--bg', '--soft', '--band']},
  '--mut': {least: TEXT, on: ['--bg', '--soft']},
  '--link': {least: TEXT, on: ['--bg', '--soft']},
  '--bad': {least: TEXT, on: ['--bg', '--soft']},
  '--good': {least: TEXT, on: ['--bg', '--soft']},
  '--data': {least: MARK, on: ['--bg', '--band']},
  '--axis': {least: MARK, on: ['--bg']},
};
const surfaces = ['--bg', '--soft', '--band'];
const hairlines = ['--line', '--grid']; // between rows and cards: they order, and say nothing

test('contrast is what WCAG says: 21 for black on white, 4.54 for #767676', () => {
  assert.equal(contrast(colour('#000'), colour('#fff')), 21);
  assert.equal(contrast(colour('#767676'), colour('rgb(255, 255, 255)')).toFixed(2), '4.54');
});

for (const scheme of ['light', 'dark']) {
  /** The custom properties of :root by name, as they are in this scheme. */
  let read;
  const properties = () => read ??= open(pages[0].path, {scheme}).then(({page}) => page.evaluate(() => {
      const names = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule.selectorText === ':root').flatMap((rule) => [...rule.style].filter((name) => name.startsWith('--')));
      const style = getComputedStyle(document.documentElement);
      return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()]));
    }));

  test(`every colour of the ${scheme} page has a use that is judged here`, async () => {
    const judged = [...Object.keys(uses), ...surfaces, ...hairlines].sort();
    assert.deepEqual(Object.keys(await properties()).sort(), judged, 'palette_test.mjs: give a new colour its row in `uses`');
  });

  for (const [name, {least, on}] of Object.entries(uses)) {
    for (const surface of on) {
      test(`${scheme}: ${name} on ${surface} has a contrast of at least ${least}`, async () => {
        const values = await properties();
        const ratio = contrast(colour(values[name]), colour(values[surface]));
        assert.ok(ratio >= least, `${values[name]} on ${values[surface]}: ${ratio.toFixed(2)}`);
      });
    }
  }
}
