// A configuration with as many goals and tracked actions as one page shows, each with all that it can have.

export const threeGoals = `
[[goal]]
title = "Customers who are satisfied with the answers that they get from us"
owner = "Maria Alexandrovna Petrova-Vodkina"
metric = "csat"
target = ">=95%"
start = "80%"
by = 2026-12-31
milestones = { 2026-10-30 = ">=90%", 2026-11-30 = ">=92%" }
[[goal]]
owner = "Ann"
metric = "channel.chat.frt"
target = "<=60s"
start = "10m"
by = 2026-09-30
[[goal]]
title = "Nobody waits for a whole day for a solution of an urgent question"
owner = "Bob"
metric = "resolution_time"
target = "<=8h"
start = "40h"
by = 2027-03-31
[[action]]
title = "A second agent on chat at noon, on every working day until the end of the year"
owner = "Maria Alexandrovna Petrova-Vodkina"
metric = "frt"
check = "<=2m"
due = 2026-09-30
[[action]]
title = "New macros for refunds and for parcels that are lost on the way"
owner = "Bob"
metric = "one_touch_rate"
check = ">=80%"
due = 2026-12-30
[[action]]
title = "Train the night shift"
owner = "Ann"
due = 2026-12-10
`;

const wide = (length) => 'W'.repeat(length - 1);

/** Forty characters and no blank, wherever a person types a name. */
export const longNames = `
title = "T${wide(40)}"
organisation = "O${wide(40)}"
[[goal]]
title = "G${wide(40)}"
owner = "P${wide(40)}"
metric = "csat"
target = ">=95%"
start = "80%"
by = 2026-12-31
[[action]]
title = "A${wide(40)}"
owner = "P${wide(40)}"
metric = "frt"
check = "<=2m"
due = 2026-09-30
[departments]
"${'C' + wide(39) + '1'}" = "D${wide(40)}"
`;

/** Such names in the columns of an export: the `number`-th of its kind. */
export const longName = (kind, number) => `${kind}${wide(39)}${number}`;
