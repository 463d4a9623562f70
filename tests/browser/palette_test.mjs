// The colours of the page, read from its custom properties as the browser resolves them, in light and in dark: text on what
// lies behind it at least 4.5 : 1, marks that carry meaning at least 3 : 1.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {colour, contrast} from './support/contrast.mjs';
import {open} from './support/chromium.mjs';
import {pages} from './support/pages.mjs';

const TEXT = 4.5, MARK = 3;

/** What each colour is for: the least contrast, and the surfaces that it appears on. */
const uses = {
  '--ink': {least: TEXT, on: ['--bg', '--soft', '--band']},
  '--mut': {least: TEXT, on: ['--bg', '--soft']},
  '--link': {least: TEXT, on: ['--bg', '--soft']},
  '--bad': {least: TEXT, on: ['--bg', '--soft']},
  '--good': {least: TEXT, on: ['--bg', '--soft']},
  '--data': {least: MARK, on: ['--bg', '--band']},
  '--axis': {least: MARK, on: ['--bg']},
  '--neu': {least: MARK, on: ['--bg']},
  '--on-end': {least: TEXT, on: ['--a1', '--a5']},
  '--on-step': {least: TEXT, on: ['--a2', '--a3', '--a4']},
  '--on-shade': {least: TEXT, on: ['--v1', '--v2', '--v3', '--w1', '--w2', '--w3']},
  '--on-deep': {least: TEXT, on: ['--v4', '--v5', '--w4', '--w5']},
};
// What lies behind text needs no contrast of its own: the page, ranges, the answers 1 to 5, and the steps of the heat maps.
// Areas of channels lie upon each other, a line of the page's colour between them.
for (const layer of ['--l1', '--l2', '--l3', '--l4', '--l5', '--l6']) uses[layer] = {least: MARK, on: ['--bg']};
const answers = ['--a1', '--a2', '--a3', '--a4', '--a5'];
const steps = ['--v1', '--v2', '--v3', '--v4', '--v5', '--w1', '--w2', '--w3', '--w4', '--w5'];
const surfaces = ['--bg', '--soft', '--band', ...answers, ...steps];
const hairlines = ['--line', '--grid']; // between rows and cards: they order, and say nothing

test('contrast is what WCAG says: 21 for black on white, 4.54 for #767676', () => {
  assert.equal(contrast(colour('#000'), colour('#fff')), 21);
  assert.equal(contrast(colour('#767676'), colour('rgb(255, 255, 255)')).toFixed(2), '4.54');
});

/** In the page: the custom properties of :root by name, as the browser resolves them. */
function customProperties() {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.selectorText === ':root');
  const names = rules.flatMap((rule) => [...rule.style].filter((name) => name.startsWith('--')));
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()]));
}

for (const scheme of ['light', 'dark']) {
  let read;
  const properties = async () => {
    read ??= await (await open(pages[0].path, {scheme})).page.evaluate(customProperties);
    return read;
  };

  test(`every colour of the ${scheme} page has a use that is judged here`, async () => {
    const judged = new Set([...Object.keys(uses), ...surfaces, ...hairlines]);
    const others = Object.keys(await properties()).filter((name) => !judged.has(name));
    assert.deepEqual(others, [], 'palette_test.mjs: give a new colour its row in `uses`');
  });

  for (const [name, {least, on}] of Object.entries(uses)) {
    for (const surface of on) {
      test(`${scheme}: ${name} on ${surface} has a contrast of at least ${least}`, async (t) => {
        const values = await properties();
        const absent = [name, surface].filter((one) => !values[one]);
        if (absent.length) return t.skip(`the page has no ${absent.join(' and no ')}`);
        const ratio = contrast(colour(values[name]), colour(values[surface]));
        assert.ok(ratio >= least, `${values[name]} on ${values[surface]}: ${ratio.toFixed(2)}`);
      });
    }
  }
}
