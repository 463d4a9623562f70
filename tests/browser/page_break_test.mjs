// On paper no heading, no introduction and no head of a table stands alone at the foot of a sheet: something that belongs to
// it follows on the same one. Seen in the PDF, where browsers decide about breaks in ways of their own.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {languagePages, pages} from './support/pages.mjs';
import {linesOfPdf} from './support/pdf.mjs';

const HEAD = '#ff00ff';   // what must not stand alone
const SILENT = '#00ff00'; // the rest of what stands above contents, and is none
const WIDE = 90;          // points: contents that begin so far right of a head's left edge still stand below it
const heads = 'h2, h2 *, h3, h3 *, .intro, figcaption *, .family th, .data thead th:first-child, .data thead th:first-child *';
const silent = '.data thead th:not(:first-child), .data thead th:not(:first-child) *, .legend, .legend *, .hidden, .hidden *';

/** In the page: colours that tell in the PDF what a line is. They move nothing. A policy holds for markup, not for this. */
function colourHeads([heads, head, silent, other]) {
  const sheet = document.styleSheets[0];
  for (const [what, colour] of [[heads, head], [silent, other]]) {
    sheet.insertRule(`@media print { :is(${what}) { color: ${colour} !important; fill: ${colour} !important; } }`, sheet.cssRules.length);
  }
}

/** Heads of a sheet below which no contents stand, as text. */
function alone(lines) {
  const contents = lines.filter(({colour}) => colour !== HEAD && colour !== SILENT);
  return lines.filter(({colour, top, left, width}) => colour === HEAD
    && !contents.some((one) => one.top > top && one.left < left + Math.max(width, WIDE) && one.left + one.width > left))
    .map(({text}) => text);
}

async function sheets(path) {
  const {page} = await open(path, {media: 'print'});
  await page.evaluate(colourHeads, [heads, HEAD, silent, SILENT]);
  return linesOfPdf(await page.pdf({preferCSSPageSize: true}));
}

for (const {name, path} of [...pages.filter(({main, layout}) => main || layout), ...languagePages]) {
  test(`${name}: no head stands alone at the foot of a sheet`, async () => {
    const found = (await sheets(path)).flatMap((lines, i) => alone(lines).map((text) => `sheet ${i + 1}: ${text}`));
    assert.deepEqual(found, []);
  });
}

test('the test is alive: a heading that is pushed to the foot of a sheet is found', async () => {
  const {page} = await open(pages[0].path, {media: 'print'});
  await page.evaluate(colourHeads, [heads, HEAD, silent, SILENT]);
  await page.evaluate(() => {
    const sheet = document.styleSheets[0];
    const rule = (text) => sheet.insertRule(`@media print { ${text} }`, sheet.cssRules.length);
    rule('#metrics h2 { break-after: page !important; } #metrics { display: block !important; }');
  });
  const title = await page.evaluate(() => document.querySelector('#metrics h2').textContent);
  const found = (await linesOfPdf(await page.pdf({preferCSSPageSize: true}))).flatMap(alone);
  assert.ok(found.includes(title), found.join('; '));
});
