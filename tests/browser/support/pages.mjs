// The pages that are tested: one row for each kind of report, each written once by the program under test.
import {existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {headerOnly, oneTicket, tickets} from './exports.mjs';
import {longName, longNames, threeGoals} from './goals.mjs';
import {hostileColumns, hostileConfiguration, hostileExport, hostileIndicators} from './hostile_text.mjs';
import {accepted, metricIds, samples, write} from './program.mjs';
import {scratch, shared} from './settings.mjs';

// Each page is written in a folder of its own, in which `samples` and `formats` lead to the repository's and the reference folder's.
const weekly = ['samples/tickets.csv', 'samples/messages.csv', 'samples/surveys.csv', '--tz', 'Europe/Riga'];
const goals = [...weekly, '--target', 'norms', '--target', 'csat>=90%', '--target', 'channel.chat.frt<60s', '--fail-on', 'csat<90%'];

/** An export of which every name has forty characters and no blank. */
const longTickets = tickets({weeks: 26, perWeek: 120, agents: 6, categories: 8, channels: ['chat', 'email', longName('Q', 1)],
                             agent: (number) => longName('A', number), category: (number) => longName('C', number)});
const longKind = (layout) => ({
  name: `names of forty characters, ${layout}`, files: {'tickets.csv': longTickets, 'csreport.toml': longNames},
  args: ['tickets.csv', '--target', 'norms', '--by', 'agent,category,channel', '--layout', layout],
});

/** name: what the page shows; files: inputs to write first, by name; args: the command; main: seen in every way. */
const kinds = [
  {name: 'weekly report', args: weekly, main: true},
  {name: 'targets and alerts', args: goals, main: true},
  {name: 'one ticket', files: {'tickets.csv': oneTicket}, args: ['tickets.csv']},
  {name: 'no ticket', files: {'tickets.csv': headerOnly}, args: ['tickets.csv']},
  {name: 'three weeks', files: {'tickets.csv': tickets({weeks: 3, perWeek: 60, agents: 4, categories: 6})}, args: ['tickets.csv']},
  {name: '26 weeks, 400 agents, 200 categories',
   files: {'tickets.csv': tickets({weeks: 26, perWeek: 800, agents: 400, categories: 200})},
   args: ['tickets.csv', '--by', 'agent,category,channel']},
  longKind('team'), longKind('full'),
  {name: 'every metric', args: [...weekly, '--metrics', metricIds().join(',')]},
  {name: 'hostile text',
   files: {'"><img src=x onerror=alert(1)>.csv': hostileExport(), 'csreport.toml': hostileConfiguration, 'kpi.csv': hostileIndicators},
   args: ['"><img src=x onerror=alert(1)>.csv', 'indicators=kpi.csv', '--period', '2026-W46', '--by', hostileColumns.join(','),
          '--title', '</title><script>alert("title")</script>', '--organisation', '<img src=x onerror=alert("organisation")>',
          '--max-rejects', '100%'],
   main: true},
];

/** Exports of other products that need a word of explanation; the others are read as they are. */
const explained = {
  'genesys_interactions.csv': ['--date-format', 'M/D/YY h:mm A'],
  'salesforce_cases.csv': ['--date-format', 'M/D/YYYY h:mm A'],
};
const noTable = new Set(['queue_log.txt']); // an event log of Asterisk: no profile reads it

const exportsOfProducts = join(shared, 'formats/samples');

/** A page for each export in the reference folder; none where there is no such folder. */
function productKinds() {
  if (!existsSync(exportsOfProducts)) return [];
  return readdirSync(exportsOfProducts).sort().filter((name) => !noTable.has(name))
    .map((name) => ({name, args: [`formats/${name}`, ...(explained[name] ?? [])]}));
}

/** A page for each layout that the program offers. */
const layoutKinds = () => accepted('--layout').map((layout) => ({name: `layout ${layout}`, layout, args: [...goals, '--layout', layout]}));

/** Pages in each language that the program offers: everything that there is to say, and the pages that must fit on paper. */
function languageKinds() {
  const layouts = accepted('--layout').filter((layout) => ['full', 'executive', 'team'].includes(layout));
  return accepted('--lang').flatMap((language) => (layouts.length ? layouts : [undefined]).map((layout) => ({
    name: `language ${language}${layout ? `, layout ${layout}` : ''}`, language, layout,
    args: [...goals, '--lang', language, ...(layout ? ['--layout', layout] : [])],
  })));
}

/** The page of an executive with everything that it can have, which still is one sheet. */
function fullestKinds() {
  const dressed = ['--layout', 'executive', '--organisation', 'Example Ltd'];
  const many = {'tickets.csv': tickets({weeks: 26, perWeek: 800, agents: 400, categories: 200})};
  return accepted('--lang').flatMap((language) => [
    {name: `language ${language}, goals and actions`, language, layout: 'executive', files: {'csreport.toml': threeGoals},
     args: [...goals, ...dressed, '--lang', language]},
    {name: `language ${language}, goals and 200 categories`, language, layout: 'executive', files: {...many, 'csreport.toml': threeGoals},
     args: ['tickets.csv', '--target', 'norms', '--by', 'agent,category,channel', ...dressed, '--lang', language]},
  ]);
}

let written = 0;

/** A word of a command as a person would type it. */
const quoted = (word) => (/^[\w./,=-]+$/.test(word) ? word : `'${word}'`);

/** Writes the page of one row: {...row, path, bytes, command: what a person would type}. */
export function page(kind) {
  const folder = join(scratch, `page-${++written}`);
  mkdirSync(folder);
  symlinkSync(samples, join(folder, 'samples'));
  symlinkSync(exportsOfProducts, join(folder, 'formats'));
  for (const [name, text] of Object.entries(kind.files ?? {})) writeFileSync(join(folder, name), text);
  write([...kind.args, ...(kind.files?.['csreport.toml'] ? [] : ['--config', 'none']), '-o', 'report.html'], folder);
  const path = join(folder, 'report.html');
  const command = `csreport ${kind.args.map(quoted).join(' ')} -o report.html`;
  return {...kind, path, bytes: statSync(path).size, command};
}

export const layoutPages = layoutKinds().map(page);
/** Every kind of page, in one language. */
export const pages = [...[...kinds, ...productKinds()].map(page), ...layoutPages];
/** The same report in every language; none while the program has only one and no option for it. */
export const languagePages = [...languageKinds(), ...fullestKinds()].map(page);
export const pageNamed = (name) => pages.find((one) => one.name === name);
