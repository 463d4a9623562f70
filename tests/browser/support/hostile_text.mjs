// Text that tries to be more than text, one for each way out of HTML, and the export that has it in every place
// where a person or a program can put text.
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {csv} from './exports.mjs';
import {shared} from './settings.mjs';

export const payloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(2)>',
  '"><svg onload=alert(3)>',
  "' onmouseover='alert(4)",
  '" autofocus onfocus="alert(5)',
  '</title><script>alert(6)</script>',
  '</style><script>alert(7)</script>',
  '</table><iframe src="javascript:alert(8)">',
  '<a href="javascript:alert(9)">x</a>',
  '<base href="http://127.0.0.1:9/">',
  '<link rel=stylesheet href=//127.0.0.1:9/a>',
  '<form action=//127.0.0.1:9/><input name=q>',
  '<!-- a comment --><![CDATA[x]]>',
  '&lt;b&gt; &amp; &#60;script&#62;',
  '{{style}} {{{title}}} {{>part}}',
  'a|b `c` **d** [e](javascript:f)',
  '=HYPERLINK("http://127.0.0.1:9/")',
  'שלום مرحبا עולם',
  '🙂 👩‍👩‍👧 🇱🇻',
  'Donaudampfschifffahrtselektrizitätenhaup',
  '名前がとても長いカテゴリーです名前がとても長いカテゴリー',
];

const GROUPS = 10; // payloads a column: beyond twelve, a table of groups says "others"

/** Columns of the export that hold payloads, and that the report groups by. */
export const hostileColumns = ['agent', 'category', 'team', '<b onclick=alert(0)>shelf</b>'];

/** Every payload in every text column; the rows lie in 2026-W45 and W46. */
export function hostileExport() {
  const header = ['ticket_id', 'created_at', 'first_response_at', 'status', 'csat', 'requester', 'subject', ...hostileColumns,
                  ...payloads.map((payload) => payload + ' ')];
  const rows = Array.from({length: 8 * payloads.length}, (_, i) => {
    const payload = payloads[i % payloads.length];
    const groups = hostileColumns.map((_, column) => payloads[(i % GROUPS + column * GROUPS) % payloads.length]);
    const day = String(2 + i % 14).padStart(2, '0');
    return [i + 1, `2026-11-${day} 09:00`, `2026-11-${day} 09:${10 + i % 50}`, i % 5 ? 'solved' : payload, i % 3 ? 5 : payload,
            payload, payload, ...groups, ...payloads];
  });
  return csv([header, ...rows]);
}

/** The same in the configuration: titles, alerts and their advice. */
export const hostileConfiguration = `
[indicators.training_hours]
title = "<script>alert('indicator')</script>"
name = "<img src=x onerror=alert(1)>"
[[alert]]
metric = "frt"
threshold = ">1s"
advice = "</li><script>alert('advice')</script>"
`;
export const hostileIndicators = csv([
  ['indicator', 'date', 'value'],
  ['<img src=x onerror=alert(1)>', '2026-11-10', '12'],
]);

/** The collected payloads of others, when the reference folder is there; none otherwise. */
export function collectedPayloads() {
  const path = join(shared, 'suites/hostile/payloads.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).map(({p}) => p) : [];
}
