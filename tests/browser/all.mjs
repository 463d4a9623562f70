// Runs the tests in one process, so that one browser and one set of pages serve them all: node all.mjs [FILE...]
import {existsSync, readdirSync} from 'node:fs';
import {basename} from 'node:path';
import {after} from 'node:test';
import {close, version} from './support/chromium.mjs';
import {shared} from './support/settings.mjs';

const folder = new URL('.', import.meta.url);
const named = process.argv.slice(2).map((path) => basename(path));
const files = named.length ? named : readdirSync(folder).filter((name) => name.endsWith('_test.mjs')).sort();

if (!existsSync(shared)) console.log(`${shared} is not there: the pages of other products' exports and collected payloads are left out.`);
for (const file of files) await import(new URL(file, folder));
after(async () => {
  console.log(`Chromium ${version()}, Node.js ${process.versions.node}`);
  await close();
});
