// Text that tries to be markup, script, style or a link stays text: from a cell, a header, a file's name, the title, the
// configuration. The small page has it everywhere; the large ones have the collections of others.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {csv} from './support/exports.mjs';
import {foreign} from './support/foreign.mjs';
import {collectedPayloads, hostileColumns, payloads} from './support/hostile_text.mjs';
import {page as written, pageNamed} from './support/pages.mjs';
import {scratch} from './support/settings.mjs';

const MOST = 80; // characters of a header that the page shows

/** In the page: the texts of all isolated names. */
const isolated = () => [...document.querySelectorAll('bdi')].map((name) => name.textContent);

/** Gives the page everything that a person could do to it. */
async function disturb(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const events = ['click', 'dblclick', 'mouseover', 'mouseenter', 'focus', 'focusin', 'blur', 'keydown', 'pointerover', 'wheel', 'copy', 'toggle'];
    for (const element of document.querySelectorAll('bdi, bdi *, caption, svg, th, td, p, h1, h3, .scroll')) {
      for (const name of events) element.dispatchEvent(new Event(name, {bubbles: false}));
    }
    for (const box of document.querySelectorAll('.scroll')) box.focus();
  });
  await page.waitForTimeout(200); // timers of a payload that ran
}

test('hostile text: the page does what every page does, and nothing else', async () => {
  const {page, seen} = await open(pageNamed('hostile text').path);
  await disturb(page);
  assert.deepEqual(seen, []);
  assert.deepEqual(await page.evaluate(foreign), []);
});

test('hostile text: is read as it was written', async () => {
  const {page} = await open(pageNamed('hostile text').path);
  const shown = new Set(await page.evaluate(isolated));
  const expected = [...payloads, ...hostileColumns.slice(3), '"><img src=x onerror=alert(1)>.csv', '<img src=x onerror=alert("organisation")>'];
  assert.deepEqual(expected.filter((text) => !shown.has(text)), []);
  assert.equal(await page.title(), '</title><script>alert("title")</script>');
  const words = await page.evaluate(() => document.body.textContent);
  for (const text of ["<script>alert('indicator')</script>", "</li><script>alert('advice')</script>"]) assert.ok(words.includes(text), text);
});

test('hostile text: every table keeps its columns', async () => {
  const {page} = await open(pageNamed('hostile text').path);
  const ragged = await page.evaluate(() => [...document.querySelectorAll('table')].flatMap((table) => {
    const width = (row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0);
    return [...table.rows].filter((row) => width(row) !== width(table.rows[0])).map((row) => row.textContent);
  }));
  assert.deepEqual(ragged, []);
});

/** One page for many payloads: each is a header, and those that fit are names of files. */
function collection(texts) {
  const COLUMNS = 1000;
  const columns = ['ticket_id', 'created_at', 'first_response_at', 'agent'];
  const files = {};
  for (let at = 0; at < texts.length; at += COLUMNS) {
    const some = texts.slice(at, at + COLUMNS);
    files[`part${at / COLUMNS}.csv`] = csv([[...columns, ...some], [at + 1, '2026-11-10 09:00', '2026-11-10 09:05', some[0], ...some]]);
  }
  const names = texts.filter((text) => /^[^-/\0=]{1,60}$/.test(text)).slice(0, 200).map((text) => `${text}.csv`);
  names.forEach((name, i) => { files[name] = csv([columns, [`f${i}`, '2026-11-10 09:00', '2026-11-10 09:05', name]]); });
  return {name: 'collected payloads', files, args: [...Object.keys(files), '--period', '2026-W46', '--by', 'agent', '--max-rejects', '100%', '--quiet']};
}

const collected = collectedPayloads();
const skip = collected.length === 0 && 'the collections of hostile text are in the reference folder (CSREPORT_SHARED_DIR), which is not here';

test('the collections of hostile text: nothing runs, nothing loads, nothing is lost', {skip}, async () => {
  const {page, seen} = await open(written(collection(collected)).path);
  await disturb(page);
  assert.deepEqual(seen, []);
  assert.deepEqual(await page.evaluate(foreign), []);
  const shown = new Set(await page.evaluate(isolated));
  const plain = collected.filter((text) => text.length <= MOST && !/[^\x20-\x7e]| {2}/.test(text)).map((text) => text.trim());
  assert.ok(plain.length > 4000, `${plain.length} payloads`);
  assert.deepEqual(plain.filter((text) => !shown.has(text)), []);
});

/** In a page without a policy: puts each text in as markup, lets its scripts run, and does what its handlers wait for. */
function insertRaw(texts) {
  for (const text of texts) {
    const box = document.createElement('div');
    box.innerHTML = text;
    document.querySelector('body, html')?.append(box);
    for (const inert of box.querySelectorAll('script')) {
      const live = document.createElement('script');
      if (inert.src) live.src = inert.src;
      live.text = inert.text;
      inert.replaceWith(live);
    }
    for (const element of box.querySelectorAll('*')) {
      for (const {name} of element.attributes) if (name.startsWith('on')) element.dispatchEvent(new Event(name.slice(2)));
    }
  }
}

// The proof that the tests above could fail: the same text, unescaped and without a policy.
test('the detector is alive: raw payloads run, load and are seen', {skip}, async () => {
  const path = join(scratch, 'raw.html');
  writeFileSync(path, '<!doctype html><title>raw</title><body>');
  const {page, seen} = await open(path);
  const staying = collected.filter((text) => !/location|refresh|<base/i.test(text)); // the others would leave the page
  await page.evaluate(insertRaw, staying.filter((text, i) => i % 8 === 0 || /src|url/i.test(text)));
  await page.waitForTimeout(500);
  const count = (pattern) => seen.filter((what) => pattern.test(what)).length;
  assert.ok(count(/^executed/) >= 300, `${count(/^executed/)} payloads ran`);
  assert.ok(count(/^requested/) > 100, `${count(/^requested/)} requests`);
});
