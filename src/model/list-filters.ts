export const unknowns = ['leave-out', 'include', 'only'] as const

/** The filters and settings of a list that conditions may look at besides their own value. */
export interface ListFilters {
  dateMatch?: 'possible' | 'certain'
  /** Whether records are returned that the filters neither keep nor reject. */
  unknown?: (typeof unknowns)[number]
  /** With `only`: those that are undetermined for each of these parameters. */
  unknownOf?: string[]
  /** The parameters that a record has to meet for certain in any case. */
  knownOf?: string[]
  [parameter: string]: unknown
}

/** Whether records have to meet a parameter of a query for certain. */
export function isCertain({ unknown = 'leave-out', knownOf }: ListFilters, name: string): boolean {
  return unknown === 'leave-out' || (knownOf?.includes(name) ?? false)
}
