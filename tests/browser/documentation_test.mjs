// What the documentation shows works as it stands there: the command that makes a PDF, and the gallery's pictures.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {test} from 'node:test';
import {pageNamed} from './support/pages.mjs';
import {readPdf} from './support/pdf.mjs';
import {chromiumPath, repository, scratch} from './support/settings.mjs';

const KB = 1000;
const documents = ['README.md', ...readdirSync(join(repository, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const text = (name) => readFileSync(join(repository, name), 'utf8');

/** Every command line of the documents that prints with Chromium: {document, line}. */
const printing = documents.flatMap((document) => [...text(document).matchAll(/chromium --headless[^`\n]*/g)].map(([line]) => ({document, line})));

/** A PATH on which `chromium` is the one that is tested, as root too, and with a home of its own. */
function pathWithChromium() {
  const folder = join(scratch, 'bin');
  mkdirSync(folder, {recursive: true});
  const command = join(folder, 'chromium');
  writeFileSync(command, `#!/bin/sh\nexec "${chromiumPath}" --no-sandbox --disable-gpu --user-data-dir="${scratch}/profile" "$@"\n`);
  chmodSync(command, 0o755);
  return folder + delimiter + process.env.PATH;
}

test('the documentation shows how to print a PDF', () => {
  assert.ok(printing.some(({document}) => document === 'README.md'));
});

for (const {document, line} of printing) {
  test(`${document}: \`${line}\` writes the report as a PDF`, () => {
    const folder = join(scratch, 'printing');
    mkdirSync(folder, {recursive: true});
    copyFileSync(pageNamed('weekly report').path, join(folder, 'report.html'));
    const result = spawnSync('sh', ['-c', line], {cwd: folder, env: {...process.env, PATH: pathWithChromium()}, encoding: 'utf8', timeout: 60000});
    assert.equal(result.status, 0, result.stderr);
    const {pages, width, height, tagged} = readPdf(readFileSync(join(folder, 'report.pdf')));
    assert.deepEqual([Math.round(width), Math.round(height), tagged], [595, 842, true]);
    assert.ok(pages > 1);
  });
}

test('the gallery has every picture that it shows, shows every one that it has, and stays small', () => {
  const shown = [...text('docs/gallery.md').matchAll(/!\[([^\]]+)\]\(gallery\/([^)]+)\)/g)].map(([, , name]) => name).sort();
  const folder = join(repository, 'docs/gallery');
  assert.deepEqual(shown, readdirSync(folder).sort());
  assert.ok(shown.length >= 3);
  const bytes = shown.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  assert.ok(bytes <= 150 * KB, `${bytes} bytes`);
  for (const [, path] of text('README.md').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)) assert.ok(existsSync(join(repository, path)), path);
});
