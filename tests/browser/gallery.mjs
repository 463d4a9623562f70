// Makes docs/gallery.md and its pictures from the sample data, for scripts/gallery.sh. No test.
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {close, open} from './support/chromium.mjs';
import {layoutPages, pageNamed} from './support/pages.mjs';
import {repository} from './support/settings.mjs';

const MOST_BYTES = 150000; // all pictures together
const QUALITIES = [45, 35, 25, 15]; // of WebP: the first with which they fit
const folder = join(repository, 'docs/gallery');
const report = pageNamed('weekly report'), judged = pageNamed('targets and alerts');

/** One picture a row: of the window, or of the element that `of` names; scale: pixels of the picture for one of the page. */
const pictures = [
  {name: 'report', page: report, title: 'The weekly report of the samples', width: 1280, height: 860, scale: 0.75},
  {name: 'trends', page: report, title: 'Trends, each value in its normal range', width: 1280, of: '#trends', scale: 0.6},
  {name: 'targets', page: judged, title: 'Targets and alerts, dark', width: 1280, height: 760, scheme: 'dark', scale: 0.6},
  {name: 'phone', page: report, title: 'On a phone', width: 390, height: 844, scale: 0.75},
  ...layoutPages.map((page) => ({name: `layout-${page.layout}`, page, title: `Layout \`${page.layout}\``, width: 1280, height: 860, scale: 0.5})),
];

/** A WebP picture; Chromium writes it itself, so that no other tool is needed. */
async function take({name, page: {path}, width, height = 900, scheme, of, scale}, quality) {
  const {page} = await open(path, {width, height, scheme});
  const box = of ? await page.locator(of).first().boundingBox() : {x: 0, y: 0, width, height};
  if (!box) throw new Error(`gallery: the page of picture ${name} has no ${of}`);
  const session = await page.context().newCDPSession(page);
  const {data} = await session.send('Page.captureScreenshot', {format: 'webp', quality, captureBeyondViewport: true, clip: {...box, scale}});
  await session.detach();
  return Buffer.from(data, 'base64');
}

/** All pictures in the best quality with which they fit. */
async function takeAll() {
  for (const quality of QUALITIES) {
    const taken = [];
    for (const picture of pictures) taken.push({...picture, bytes: await take(picture, quality)});
    if (taken.reduce((sum, {bytes}) => sum + bytes.length, 0) <= MOST_BYTES) return taken;
  }
  throw new Error(`gallery: ${pictures.length} pictures need more than ${MOST_BYTES} bytes in any quality: take one away`);
}

const taken = await takeAll();
await close();
rmSync(folder, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});
const lines = ['# Gallery', '', 'The samples (`samples/README.md`) as pages. `scripts/gallery.sh` makes the pictures and this file.', ''];
for (const {name, title, page, bytes} of taken) {
  writeFileSync(join(folder, `${name}.webp`), bytes);
  lines.push(`## ${title}`, '', '```', page.command, '```', '', `![${title}](gallery/${name}.webp)`, '');
  console.log(`docs/gallery/${name}.webp: ${bytes.length} bytes`);
}
writeFileSync(join(repository, 'docs/gallery.md'), lines.join('\n'));
