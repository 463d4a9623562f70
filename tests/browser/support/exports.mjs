// Exports that no sample is: made here, the same in every run.

/** One cell, quoted whatever is in it. */
const cell = (value) => `"${String(value).replaceAll('"', '""')}"`;

/** Rows of cells as CSV. */
export const csv = (rows) => rows.map((row) => row.map(cell).join(',') + '\n').join('');

export const headerOnly = 'ticket_id,created_at,first_response_at,solved_at,status,channel,csat\n';
export const oneTicket = headerOnly + '1,2026-11-10T09:00:00Z,2026-11-10T09:12:00Z,2026-11-10T15:00:00Z,solved,email,5\n';

const LAST_DAY = Date.UTC(2026, 10, 15); // the Sunday of 2026-W46
const time = (ms) => new Date(ms).toISOString().slice(0, 19) + 'Z';

/** Numbers between 0 and 1, always the same ones (a linear congruence of 32 bits). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Tickets of whole weeks that end with 2026-W46: every agent and every category has some in the last week. */
export function tickets({weeks, perWeek, agents, categories, channels = ['chat', 'email', 'phone', 'web'],
                         agent = (number) => `Agent ${String(number).padStart(3, '0')}`,
                         category = (number) => `Category ${String(number).padStart(3, '0')}`}) {
  const next = numbers(46);
  const rows = [['ticket_id', 'created_at', 'first_response_at', 'solved_at', 'status', 'channel', 'agent', 'category', 'csat']];
  for (let week = 0; week < weeks; ++week) {
    const monday = LAST_DAY - 6 * 86400000 - (weeks - 1 - week) * 7 * 86400000;
    for (let i = 0; i < perWeek; ++i) {
      const created = monday + Math.floor(next() * 6 * 86400) * 1000;
      const answered = created + Math.floor(60 + next() * 7200) * 1000;
      const solved = answered + Math.floor(next() * 40000) * 1000;
      rows.push([rows.length, time(created), time(answered), time(solved), 'solved', channels[i % channels.length],
                 agent(i % agents + 1), category(i % categories + 1),
                 next() < 0.4 ? 1 + Math.floor(next() * 5) : '']);
    }
  }
  return csv(rows);
}
