// axe-core finds nothing to mend: WCAG 2.0 to 2.2, A and AA, and its best practices.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {pages} from './support/pages.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const common = {resultTypes: ['violations'], preload: false}; // a page of ours has nothing to fetch
const everyRule = {
  ...common,
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  rules: {'target-size': {enabled: true}}, // new in 2.2, and still off by default
};
/** What colours and width decide; the rest of a page is the same in every view. */
const rulesOfViews = {...common, runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']}};

const wide = {width: 1280, height: 900}, narrow = {width: 390, height: 844};
const views = [{...wide, scheme: 'light', rules: everyRule}, {...narrow, scheme: 'dark', rules: rulesOfViews}];
const viewsOfMainPages = [wide, narrow].flatMap((size) => ['light', 'dark'].map((scheme) => ({...size, scheme, rules: everyRule})));

/** What axe found, one line for each element. */
async function violations(path, {rules, ...view}) {
  const {page} = await open(path, view);
  await page.evaluate(axeSource);
  const found = await page.evaluate((how) => window.axe.run(document, how), rules);
  return found.violations.flatMap(({id, help, nodes}) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.html.slice(0, 200)}`));
}

for (const {name, path, main} of pages) {
  for (const view of main ? viewsOfMainPages : views) {
    test(`${name}: axe finds nothing, ${view.scheme} at ${view.width}`, async () => {
      assert.deepEqual(await violations(path, view), []);
    });
  }
}

// The proof that the tests above could fail, with a page that breaks a rule of each kind.
test('axe is alive: it finds a picture without words, faint text and a target that is too small', async () => {
  const {page} = await open(pages[0].path);
  await page.evaluate(() => document.querySelector('main').insertAdjacentHTML('afterbegin',
    '<div id="broken"><img src="data:,"><p><font color="#ccc">faint</font></p><button>.</button><button>.</button></div>'));
  await page.evaluate(axeSource);
  const found = await page.evaluate((how) => window.axe.run('#broken', how), everyRule);
  assert.deepEqual(found.violations.map(({id}) => id).sort(), ['color-contrast', 'image-alt', 'target-size']);
});
