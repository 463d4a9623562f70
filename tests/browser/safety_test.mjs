// A page is safe to open: one request, no word on the console, no script, nothing that could load or run, and a content
// security policy that forbids the rest and fits the style's bytes. Looked at as the browser parsed it.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {open} from './support/chromium.mjs';
import {foreign} from './support/foreign.mjs';
import {languagePages, pages} from './support/pages.mjs';

for (const {name, path} of [...pages, ...languagePages]) {
  test(`${name}: opens with one request and without a word, and holds nothing that could run or load`, async () => {
    const {page, seen} = await open(path);
    assert.deepEqual(await page.evaluate(foreign), []);
    assert.deepEqual(seen, []);
  });
  test(`${name}: the policy allows the one style, and nothing else`, () => {
    const html = readFileSync(path, 'utf8');
    const styles = [...html.matchAll(/<style>([^]*?)<\/style>/g)];
    assert.equal(styles.length, 1);
    const hash = createHash('sha256').update(styles[0][1]).digest('base64');
    const head = html.slice(html.indexOf('<head>'), html.indexOf('<style>'));
    assert.match(head, /^<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"/);
    const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(head);
    const directives = policy.split('; ').filter((directive) => directive !== 'img-src data:'); // a logo, part of the page
    assert.deepEqual(directives, ["default-src 'none'", `style-src 'sha256-${hash}'`, "base-uri 'none'", "form-action 'none'"]);
  });
}

test('the style applies: the policy does not stop it', async () => {
  const {page} = await open(pages[0].path);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.cards')).display), 'grid');
});
