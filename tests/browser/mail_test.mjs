// An e-mail is read on a phone more often than not: no mail scrolls sideways there, and none is cut by the program that
// shows it.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {mails} from './support/mails.mjs';

/** In the page: how wide it is, and the rows that are wider than the window. */
function tooWide() {
  const width = document.documentElement.clientWidth;
  const spills = (row) => row.getBoundingClientRect().right > width + 0.5 && !row.querySelector('table');
  const rows = [...document.querySelectorAll('tr')].filter(spills).slice(0, 3);
  return [document.documentElement.scrollWidth, ...rows.map((row) => row.innerText.replace(/\s+/g, ' ').slice(0, 120))];
}

for (const {name, path, bytes} of mails) {
  test(`${name}: fits into 390 px, and into 60 KB`, async () => {
    const {page} = await open(path, {width: 390, height: 844});
    assert.deepEqual(await page.evaluate(tooWide), [390]);
    if (name.includes('long names')) {
      await page.setViewportSize({width: 320, height: 844});
      assert.deepEqual(await page.evaluate(tooWide), [320]);
    }
    assert.ok(bytes <= 60_000, `${bytes} bytes`);
  });
}

test('on a desk the page of a mail is a column of 600 px', async () => {
  for (const {path} of mails) {
    const {page} = await open(path, {width: 1280, height: 900});
    const column = () => document.querySelector('h1').closest('table').getBoundingClientRect().width;
    assert.equal(await page.evaluate(column), 600);
  }
});
