// The little of a PDF that the tests ask for, read from Chromium's files, which keep page objects as plain text.

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
