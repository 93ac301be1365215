const factor = Number(process.env.TEST_RUNS ?? 1)

/** How many cases a property is tried on. The long run tries more than the usual ones. */
export const runs = (usual: number): { numRuns: number } => ({ numRuns: usual * factor })
