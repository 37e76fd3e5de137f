/** How often the nodes of a cluster are asked for; who asks first waits for the slowest of them. */
export const statusHabit = { everyMs: 10_000, limitMs: 120_000 } as const;
