const factor = Number(process.env.TEST_RUNS ?? 1)

/** How many cases a property is tried on. The long run tries more than the usual ones. */
export const runs = (usual: number): { numRuns: number } => ({ numRuns: usual * factor })

/** Every so many of the cases there are. The long run tries all. */
export const some = <T>(cases: T[], every: number): T[] =>
  factor > 1 ? cases : cases.filter((_, index) => index % every === 0)
