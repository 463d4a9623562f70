// Where everything is: the program under test, the reference folder, and a folder for what the tests write.
// tests/browser/run.sh sets the variables; without them the release build of this checkout is tested.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));
export const program = resolve(process.env.CSREPORT_PROGRAM ?? join(repository, 'build/release/csreport'));
export const shared = resolve(process.env.CSREPORT_SHARED_DIR ?? join(repository, '../shared'));
export const chromiumPath = process.env.CSREPORT_CHROMIUM ?? '/usr/bin/chromium';

export const scratch = mkdtempSync(join(tmpdir(), 'csreport-browser-'));
process.on('exit', () => rmSync(scratch, {recursive: true, force: true}));
