// Runs csreport, and asks it what it offers: layouts and languages are read from its own words, so that a new one is
// tested without a line here.
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {program, repository} from './settings.mjs';

const SECONDS_PER_RUN = 60;
export const samples = join(repository, 'samples');

/** One run: {code, stdout, stderr}. The page must not depend on the surroundings, so none are given. */
export function run(args, folder) {
  const result = spawnSync(program, args, {
    cwd: folder, encoding: 'utf8', timeout: SECONDS_PER_RUN * 1000, env: {PATH: process.env.PATH, LC_ALL: 'C'},
  });
  if (result.error) throw new Error(`${program}: ${result.error.message}`);
  return {code: result.status, stdout: result.stdout, stderr: result.stderr};
}

/** A run that must write its report: exit code 0, or 1 where a condition of --fail-on holds. */
export function write(args, folder) {
  const {code, stderr} = run(args, folder);
  if (code !== 0 && code !== 1) throw new Error(`csreport ${args.join(' ')}: exit code ${code}\n${stderr}`);
}

/** The values that an option accepts, in the program's order; none when there is no such option. */
export function accepted(option) {
  const {stderr} = run([join(samples, 'tickets.csv'), option, 'no-such-value', '--format', 'md', '-o', '/dev/null'], samples);
  if (stderr.includes(`unknown option '${option}'`)) return [];
  const list = /^hint: accepted: (.+)$/m.exec(stderr);
  if (!list) throw new Error(`csreport does not say which values ${option} accepts:\n${stderr}`);
  return list[1].split(', ');
}

/** The ids of all metrics, in the order of the catalogue. */
export const metricIds = () => [...run(['metrics'], samples).stdout.matchAll(/^  ([a-z0-9_]+) /gm)].map(([, id]) => id);
