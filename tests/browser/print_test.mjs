// The page on paper: A4, whole, dark ink on white, with its headings and tables tagged; the executive report on one page.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {languagePages, pages} from './support/pages.mjs';
import {readPdf} from './support/pdf.mjs';

const MM = 96 / 25.4;
const PRINTED = Math.floor((210 - 2 * 12) * MM); // the width between the margins of the page rule, in px

async function printed(path) {
  const {page, seen} = await open(path, {media: 'print'});
  return {...readPdf(await page.pdf({preferCSSPageSize: true, tagged: true})), seen};
}

/** In the page: what reaches over the right margin, where a printer cuts or shrinks the whole page. */
const cutOff = (width) => [...document.body.querySelectorAll('*:not(svg *, .hidden, .hidden *)')]
  .filter((element) => element.getBoundingClientRect().right > width + 0.5)
  .map((element) => `${element.localName}.${element.className} "${element.textContent.trim().slice(0, 60)}"`).slice(0, 10);

for (const {name, path} of [...pages, ...languagePages]) {
  test(`${name}: nothing is cut off on paper`, async () => {
    const {page} = await open(path, {width: PRINTED, media: 'print'});
    assert.deepEqual(await page.evaluate(cutOff, PRINTED), []);
  });
}

for (const {name, path} of pages.filter(({main, layout}) => main || layout)) {
  test(`${name}: prints to a tagged PDF of A4 pages`, async () => {
    const {width, height, tagged, pages: count, seen} = await printed(path);
    assert.deepEqual([Math.round(width), Math.round(height), tagged], [595, 842, true]);
    assert.ok(count >= 1 && count <= 20, `${count} pages`);
    assert.deepEqual(seen, []);
  });
}

test('a reader of the dark page prints dark ink on white', async () => {
  const {page} = await open(pages[0].path, {scheme: 'dark', media: 'print'});
  const colours = () => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor];
  assert.deepEqual(await page.evaluate(colours), ['rgb(27, 32, 38)', 'rgb(255, 255, 255)']);
});

test('links to sections and folded tables are not printed', async () => {
  const {page} = await open(pages[0].path, {media: 'print'});
  const shown = await page.evaluate(() => [...document.querySelectorAll('nav, .skip, details')]
    .filter((element) => getComputedStyle(element).display !== 'none').map((element) => element.outerHTML.slice(0, 80)));
  assert.deepEqual(shown, []);
});

const executive = [...pages, ...languagePages].filter(({layout}) => layout === 'executive');
if (executive.length === 0) {
  test('the executive report is one page in every language', (t) => t.skip('this csreport has no layout `executive` yet'));
}
for (const {name, path} of executive) {
  test(`${name}: is one page`, async () => {
    assert.equal((await printed(path)).pages, 1);
  });
}

for (const {name, path, language} of [...pages, ...languagePages].filter(({layout}) => layout === 'team')) {
  const most = language && language !== 'en' ? 6 : 5;
  test(`${name}: a week of a team is at most ${most} sheets`, async () => {
    const {pages: count} = await printed(path);
    assert.ok(count <= most, `${count} sheets`);
  });
}
