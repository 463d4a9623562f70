// The little of a PDF that the tests ask for, read from Chromium's files, which keep page objects as plain text; the text by
// poppler.
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {scratch} from './settings.mjs';

const SAME_LINE = 3, NEIGHBOURS = 12; // points

/** {pages, width, height (of the first page, points), tagged}. */
export function readPdf(bytes) {
  const text = Buffer.from(bytes).toString('latin1');
  const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(text);
  if (!text.startsWith('%PDF-') || !box) throw new Error('not a PDF as Chromium writes it');
  return {
    pages: [...text.matchAll(/\/Type\s*\/Page\b/g)].length, width: Number(box[1]), height: Number(box[2]),
    tagged: /\/StructTreeRoot\b/.test(text),
  };
}

/** Neighbours on one line in one colour as one: poppler has a piece for each font, and Chinese takes its figures from another. */
function joined(pieces) {
  const rows = []; // pieces of one colour at one height
  for (const piece of pieces) {
    const row = rows.find(([{top, colour}]) => Math.abs(top - piece.top) <= SAME_LINE && colour === piece.colour);
    if (row) row.push(piece); else rows.push([piece]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.left - b.left).reduce((lines, piece) => {
    const before = lines.at(-1);
    if (before && piece.left - before.left - before.width <= NEIGHBOURS) {
      before.text += piece.text;
      before.width = Math.max(before.width, piece.left + piece.width - before.left);
    } else {
      lines.push({...piece});
    }
    return lines;
  }, []));
}

/** The lines of text of each sheet: {text, left, top, width (points), colour}; without the numbers at the foot. */
export function linesOfPdf(bytes) {
  const path = join(scratch, 'lines.pdf');
  writeFileSync(path, bytes);
  const result = spawnSync('pdftohtml', ['-xml', '-i', '-nodrm', '-zoom', '1', '-stdout', path], {encoding: 'utf8', maxBuffer: 1e8});
  if (result.status !== 0) throw new Error(`pdftohtml: ${result.stderr}`);
  const colours = new Map([...result.stdout.matchAll(/<fontspec id="(\d+)"[^>]* color="([^"]+)"/g)].map(([, id, colour]) => [id, colour]));
  const line = /<text top="(-?\d+)" left="(-?\d+)" width="(-?\d+)" height="-?\d+" font="(\d+)">(.*?)<\/text>/g;
  const isNumber = (text) => /^\d+ \/ \d+$/.test(text);
  return result.stdout.split('<page ').slice(1).map((page) => joined([...page.matchAll(line)]
    .map(([, top, left, width, font, text]) => ({
      text: text.replace(/<[^>]*>/g, '').trim(), top: Number(top), left: Number(left), width: Number(width), colour: colours.get(font),
    }))
    .filter(({text}) => text !== '' && !isNumber(text))));
}
