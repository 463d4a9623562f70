// axe-core finds nothing to mend: WCAG 2.0 to 2.2, A and AA, and its best practices.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {pages} from './support/pages.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  rules: {'target-size': {enabled: true}}, // new in 2.2, and still off by default
  resultTypes: ['violations'],
  preload: false, // a page of ours has nothing to fetch
};

// Light on a desk and dark on a phone reach every rule; the main pages are judged in all four ways.
const wide = {width: 1280, height: 900}, narrow = {width: 390, height: 844};
const views = [{...wide, scheme: 'light'}, {...narrow, scheme: 'dark'}];
const allViews = [...views, {...wide, scheme: 'dark'}, {...narrow, scheme: 'light'}];

/** What axe found, one line for each element. */
async function violations(path, view) {
  const {page} = await open(path, view);
  await page.evaluate(axeSource);
  const found = await page.evaluate((how) => window.axe.run(document, how), options);
  return found.violations.flatMap(({id, help, nodes}) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.html.slice(0, 200)}`));
}

for (const {name, path, main} of pages) {
  for (const view of main ? allViews : views) {
    test(`${name}: axe finds nothing, ${view.scheme} at ${view.width}`, async () => {
      assert.deepEqual(await violations(path, view), []);
    });
  }
}

test('axe is alive: it finds a picture without words and a table without headers', async () => {
  const {page} = await open(pages[0].path);
  await page.evaluate(() => document.querySelector('main').insertAdjacentHTML('afterbegin', '<img src="data:," id="bad">'));
  await page.evaluate(axeSource);
  const found = await page.evaluate((how) => window.axe.run('#bad', how), options);
  assert.deepEqual(found.violations.map(({id}) => id), ['image-alt']);
});
