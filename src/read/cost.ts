import { texts } from '../language/texts.ts'
import type { ListFilters } from '../model/list-filters.ts'
import type { Noun } from '../model/noun.ts'
import { type Parameter, parametersGiven } from '../model/parameter.ts'
import { ValidationProblem } from '../problems/problems.ts'
import { datesOf } from '../text/dates.ts'
import type { Query } from '../text/query-language.ts'
import type { Term } from '../text/query-terms.ts'
import { lexemesOfAny } from '../text/vector.ts'

// The cost of a question, estimated from its words before the database is asked. One unit is about the work of the
// database to look at every record of a noun once. A facet that is not counted in memory costs the filters again,
// except its own.

/** The most that a question may cost. */
export const mostUnits = 60

const units = {
  /** A filter on a column of the record itself, and each of its values. */
  column: 0.2,
  columnValue: 0.02,
  /** A filter that looks at the links of each record, and each of its values. */
  links: 1,
  linkValue: 0.1,
  /** A text, and each word or phrase of it. */
  text: 1,
  term: 0.25,
  /** Each year or decade of a stretch of years in a text. */
  year: 0.25,
  /** A facet, and for each what of the filters and the text it pays once more. */
  facet: 1,
  facetShare: 1 / 3,
  /** The count of undetermined records, for each unit of the filters: it looks again at all of them, for each parameter. */
  undetermined: 1,
  /** The records that one field refers to. */
  include: 0.5,
  /** A noun among several that are searched at once, for what a text costs. */
  searched: 0.5,
}

/** The parts of a question that have a cost, besides its text. */
export type Question = ListFilters & { facets?: string[]; include?: string[] }

/** A text as far as it has a cost. */
type Words = Pick<Query, 'terms'>

/** The most that a question may cost which is answered in line with light reads, such as a record: a list by some filters. */
const mostLightUnits = 4

/** Whether a question, as it came, is more than a light read: because of its filters, or because it counts, searches or reads the past. */
export function isDear(noun: Noun, asked: unknown): boolean {
  const query = asked as Question & { q?: unknown; asOf?: unknown }
  if (query.q !== undefined || query.asOf !== undefined || query.facets !== undefined) return true
  return sumOf(costsOf(noun, query)) > mostLightUnits
}

type Costs = [parameter: string, units: number][]

/** Refuses a question that asks for too much at once, and says what to leave out. */
export function refuseDear(noun: Noun, query: Question, text?: Query): void {
  refuseOver(costsOf(noun, query, text))
}

/** The same for a search over several nouns, or for what is typed of their names. */
export function refuseDearSearch(nouns: Noun[], text: Words): void {
  refuseOver([['q', nouns.length * units.searched * costOfText(text)]])
}

function refuseOver(costs: Costs): void {
  const sum = sumOf(costs)
  if (sum <= mostUnits) return
  const named = dearest(costs, sum - mostUnits)
  throw new ValidationProblem(
    named.map(([parameter, cost]) => ({
      parameter,
      detail: tooDear(Math.ceil(cost), Math.ceil(sum), parameter === 'undetermined'),
    })),
  )
}

const tooDear = (cost: number, sum: number, isCount: boolean) =>
  texts(
    `This costs ${cost} of the ${sum} units that this request costs; ${mostUnits} are allowed. ${isCount ? 'Ask with `undetermined=none`' : 'Leave it out, or give it less'}.`,
    `此請求共需 ${sum} 個單位，其中此項佔 ${cost} 個；上限為 ${mostUnits} 個。${isCount ? '請加上 `undetermined=none`' : '請省略此項，或減少其內容'}。`,
    `此请求共需 ${sum} 个单位，其中此项占 ${cost} 个；上限为 ${mostUnits} 个。${isCount ? '请加上 `undetermined=none`' : '请省略此项，或减少其内容'}。`,
  )

const costOfText = ({ terms }: Words) => units.text + sumOf(terms.map((term) => [term.text, costOfTerm(term)]))
const costOfTerm = (term: Term) => units.term + lexemesOfAny(datesOf(term)).length * units.year
const sumOf = (costs: Costs) => costs.reduce((sum, [, cost]) => sum + cost, 0)

/** The cost of each parameter of a question. */
function costsOf(noun: Noun, query: Question, text?: Query): Costs {
  const given = parametersGiven(noun.parameters, query)
  const costs = given.map(([name, parameter, value]): Costs[number] => [name, costOfFilter(parameter, value)])
  if (text) costs.push(['q', costOfText(text)])
  const filters = sumOf(costs)
  if (query.unknown !== undefined && query.unknown !== 'leave-out') costs.push(['unknown', filters])
  if (query.facets) {
    const each = units.facet + units.facetShare * sumOf(costs)
    costs.push(['facets', query.facets.length * each])
  }
  // Where a filter may leave records undetermined, these are counted.
  const isCounted = query.undetermined !== 'none' && query.total !== 'none'
  if (isCounted && given.some(([, { known }]) => known.empty !== 'none'))
    costs.push(['undetermined', units.undetermined * filters])
  if (query.include) costs.push(['include', [query.include].flat().length * units.include])
  return costs
}

function costOfFilter({ looksAt }: Parameter, value: unknown): number {
  const values = Array.isArray(value) ? value.length : 1
  return looksAt === 'links' ? units.links + values * units.linkValue : units.column + values * units.columnValue
}

/** The fewest parameters without which a question would be cheap enough. */
function dearest(costs: Costs, excess: number): [string, number][] {
  const named: [string, number][] = []
  let saved = 0
  for (const [name, cost] of [...costs].sort(([, one], [, other]) => other - one)) {
    if (saved >= excess) break
    named.push([name, cost])
    saved += cost
  }
  return named
}
