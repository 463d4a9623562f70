// Pages stay small, and show what they must whatever the size of the desk.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {languagePages, pageNamed, pages} from './support/pages.mjs';

const KB = 1000;

test('the team report of the sample has at most 150 KB, in every language', () => {
  const teams = [...pages, ...languagePages].filter(({layout}) => layout === 'team');
  assert.deepEqual(teams.filter(({bytes}) => bytes > 150 * KB).map(({name, bytes}) => `${name}: ${bytes} bytes`), []);
  assert.notEqual(teams.length, 0);
});

test('400 agents and 200 categories take no more room than a few dozen of each', async () => {
  const MOST_ROWS = 50;
  const {bytes, path} = pageNamed('26 weeks, 400 agents, 200 categories');
  assert.ok(bytes <= 150 * KB, `${bytes} bytes`);
  const {page} = await open(path);
  const long = await page.evaluate((most) => [...document.querySelectorAll('table.data:not(.all-metrics)')]
    .filter((table) => table.rows.length > most).map((table) => `${table.caption.textContent}: ${table.rows.length} rows`), MOST_ROWS);
  assert.deepEqual(long, []);
  const others = await page.evaluate(() => [...document.querySelectorAll('th')].map((head) => /^(\d+) others$/.exec(head.textContent)?.[1]).filter(Boolean));
  assert.ok(others.includes('188'), `others: ${others}`); // of 200 categories twelve are named
});

/** How many points the first chart of the page has. */
const points = async (name) => {
  const {page} = await open(pageNamed(name).path);
  return page.evaluate(() => document.querySelector('figure details tbody')?.rows.length ?? 0);
};

test('a chart has a point for each of 26 weeks, and of three', async () => {
  assert.deepEqual([await points('26 weeks, 400 agents, 200 categories'), await points('three weeks')], [26, 3]);
});

test('a page without a ticket says so, and shows no number that nobody measured', async () => {
  const {page} = await open(pageNamed('no ticket').path);
  assert.equal(await page.title(), 'All data: no tickets');
  const values = await page.evaluate(() => [...new Set([...document.querySelectorAll('.all-metrics tbody td:first-of-type')].map((cell) => cell.textContent))]);
  assert.deepEqual(values, ['no data', '0']);
});

test('a page of one ticket writes the ticket, not a share of it', async () => {
  const {page} = await open(pageNamed('one ticket').path);
  assert.equal(await page.title(), 'All data: 1 ticket');
  const csat = await page.evaluate(() => document.querySelector('.all-metrics tbody tr:not(.family) td').textContent);
  assert.equal(csat.replaceAll('\u00a0', ' '), '1 of 1');
});
