// The pages are valid HTML: html-validate and the Nu checker (vnu) find no error and nothing to warn of.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {promisify} from 'node:util';
import {HtmlValidate, StaticConfigLoader} from 'html-validate';
import {languagePages, pages} from './support/pages.mjs';

const all = [...pages, ...languagePages];
const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': ['error', {style: 'lowercase'}],
    'long-title': 'off', // the title is the report's main finding; 70 characters are a rule of search engines
  },
}));

for (const {name, path} of all) {
  test(`${name}: html-validate finds nothing`, async () => {
    const {results} = await validator.validateFile(path);
    const found = results.flatMap(({messages}) => messages.map(({line, ruleId, message}) => `line ${line}: ${ruleId}: ${message}`));
    assert.deepEqual(found, []);
  });
}

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

/** What vnu says of the files, in one run: Java takes longer to start than to read a page. */
async function checked(paths) {
  const options = ['-Xss2m', '-jar', jar, '--format', 'json', '--exit-zero-always', ...paths];
  const {stderr} = await promisify(execFile)('java', options, {maxBuffer: 1 << 26});
  return JSON.parse(stderr).messages;
}

// vnu does not compare the hash of a policy with the style: safety_test.mjs does.
const unjudged = /^Inline style violates Content Security Policy \(meta tag\)/;

const messages = checked(all.map(({path}) => path));
for (const {name, path} of all) {
  test(`${name}: vnu finds nothing`, async () => {
    const found = (await messages).filter(({url, message}) => url.endsWith(path) && !unjudged.test(message));
    assert.deepEqual(found.map(({type, lastLine, message}) => `line ${lastLine}: ${type}: ${message}`), []);
  });
}
