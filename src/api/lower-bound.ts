import { z } from 'zod'
import { mostMatches } from '../read/search/newest-matches.ts'

/** Says of a total that there are more. */
export const lowerBound = z
  .literal(true)
  .describe(
    `A search by relevance ranks, counts and lists the newest ${mostMatches} records that match. Stands where there are that many. With \`sort\` a list has them all.`,
  )
