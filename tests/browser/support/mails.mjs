// The e-mails that are tested, as pages: what a mail program shows of them is the HTML part.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {tickets} from './exports.mjs';
import {longName, longNames} from './goals.mjs';
import {accepted, samples, write} from './program.mjs';
import {scratch} from './settings.mjs';

const LAYOUTS = ['executive', 'team', 'agent', 'operations', 'full'];

/** Goals and an action of every column that their tables have. */
const configuration = `
[[goal]]
title = "Customers who are content again after the summer"
owner = "Head of customer support"
metric = "csat"
target = ">=90%"
start = "80%"
by = 2027-03-31
milestones = { 2026-10-31 = ">=88%", 2026-12-31 = ">=89%" }
[[action]]
title = "A rota for Monday mornings"
owner = "Head of customer support"
metric = "channel.chat.frt"
check = "<60s"
due = 2026-11-30
`;

/** Quoted-printable as text. */
function decoded(text) {
  const character = (_, code) => String.fromCharCode(parseInt(code, 16));
  const bytes = text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, character);
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The HTML part of a mail that the program has written. */
function pageOf(mail) {
  const boundary = /^Content-Type: multipart\/alternative; boundary="([^"]+)"$/m.exec(mail)[1];
  const part = mail.split(`--${boundary}`).find((one) => one.startsWith('\nContent-Type: text/html;'));
  return decoded(part.slice(part.indexOf('\n\n') + 2));
}

let written = 0;

/** Writes one mail: {name, path: of its HTML part, bytes: of it}. */
function mailOf(name, files, args) {
  const folder = join(scratch, `mail-${++written}`);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  write([...args, '-o', 'report.eml'], folder);
  const html = pageOf(readFileSync(join(folder, 'report.eml'), 'utf8'));
  const path = join(folder, 'mail.html');
  writeFileSync(path, html);
  return {name, path, bytes: Buffer.byteLength(html)};
}

function mail(language, layout) {
  const files = ['tickets', 'messages', 'surveys'].map((kind) => join(samples, `${kind}.csv`));
  return mailOf(`mail in ${language}, layout ${layout}`, {'csreport.toml': configuration},
                [...files, '--tz', 'Europe/Riga', '--target', 'norms', '--lang', language, '--layout', layout]);
}

/** Every name has forty characters and no blank. */
function mailOfLongNames(layout) {
  const export_ = tickets({weeks: 26, perWeek: 120, agents: 6, categories: 8, channels: ['chat', 'email', longName('Q', 1)],
                           agent: (number) => longName('A', number), category: (number) => longName('C', number)});
  return mailOf(`mail of long names, layout ${layout}`, {'tickets.csv': export_, 'csreport.toml': longNames},
                ['tickets.csv', '--target', 'norms', '--by', 'agent,category,channel', '--layout', layout]);
}

const layouts = accepted('--layout').filter((layout) => LAYOUTS.includes(layout));
/** In every language the layouts that are sent as mails. */
export const mails = [...accepted('--lang').flatMap((language) => layouts.map((layout) => mail(language, layout))),
                      ...layouts.map(mailOfLongNames)];
