import { type Language, texts } from '../../../language/texts.ts'
import type { Facet } from '../../../model/facet.ts'
import type { ListFilters } from '../../../model/list-filters.ts'
import type { Noun } from '../../../model/noun.ts'
import { nounNamed } from '../../../model/noun-list.ts'
import { parametersGiven } from '../../../model/parameter.ts'
import { agreementNoun } from '../../../nouns/agreements/agreement-noun.ts'
import { ValidationProblem, type Violation } from '../../../problems/problems.ts'
import { readAtOneMoment, readAtOnePosition } from '../../as-of.ts'
import { toUndeterminedAnswer } from '../../completeness.ts'
import { bringUp } from '../../counts/few-kept.ts'
import { planFilters } from '../../list-plan.ts'
import type { View } from '../../registry.ts'
import { matchFinder } from '../../search/match-finder.ts'
import { mostMatches } from '../../search/newest-matches.ts'
import { undeterminedAmong, undeterminedUnder } from '../../undetermined-plan.ts'
import type { Dimension } from '../axis-words.ts'
import { listShortfalls } from '../shortfalls.ts'
import { toMatrix } from './matrix-answer.ts'
import { countInMemory } from './matrix-counts.ts'
import { countMatches, countMatrix } from './matrix-query.ts'
import type { Matrix } from './matrix-schema.ts'

export type MatrixQuery = ListFilters & {
  q?: string
  asOf?: string
  rows: Dimension
  columns: Dimension
  measure: Matrix['measure']
  undetermined?: 'count' | 'none'
}

/** Counts records by two fields, and tells where sources declare more. */
export async function readMatrix(view: View, query: MatrixQuery, language: Language): Promise<MatrixRead> {
  if (query.q === undefined) return readAtOnePosition(view, (view, isOf) => readMatrixPart(view, query, language, isOf))
  await bringUp(view, nounNamed(view.nouns, query.measure))
  return readAtOneMoment(view, (view) => readMatrixPart(view, query, language))
}

interface MatrixRead {
  seq: number
  matrix: Matrix
}

/** The same as a part of what is read at one position, by statements that tell theirs. */
export async function readMatrixPart(
  view: View,
  query: MatrixQuery,
  language: Language,
  isOf?: (seq: number) => void,
): Promise<MatrixRead> {
  const { rows, columns, measure, ...filters } = query
  const { db, nouns } = view
  const noun = nounNamed(nouns, measure)
  const facets = facetsFor(noun, query)
  const { search, conditions } = await planFilters(view, noun, filters)
  const { seq, counts, undetermined } =
    (await countInMemory(view, noun, filters, { rows, columns })) ??
    (search
      ? await countMatches(
          db,
          nouns,
          noun,
          facets,
          (await matchFinder(view, noun, filters, search)).all,
          await undeterminedAmong(view, noun, filters, search),
        )
      : await view.counts.inDatabase(noun, () =>
          countMatrix(db, nouns, noun, facets, conditions(), undeterminedUnder(noun, filters)),
        ))
  const missing =
    measure === 'meetings' || filters.id ? undefined : await listShortfalls(db, filters, measure, [rows, columns])
  isOf?.(seq)
  if (missing) isOf?.(missing.seq)
  const isCut = search !== undefined && counts.some(({ kind, count }) => kind === 'total' && count === mostMatches)
  const request = { noun, query: filters, rows, columns, language, isCut }
  const matrix = toMatrix(nouns, request, counts, missing?.shortfalls ?? [])
  return filters.undetermined === 'none'
    ? { seq, matrix }
    : { seq, matrix: { ...matrix, undetermined: toUndeterminedAnswer(noun, filters, undetermined) } }
}

/** The two fields of the matrix; refuses fields and filters that the records counted do not have. */
function facetsFor(noun: Noun, query: MatrixQuery): { rows: Facet; columns: Facet } {
  const { rows, columns } = query
  const named = noun.names.plural
  const lacking = parametersGiven(agreementNoun.parameters, query).filter(([name]) => !(name in noun.parameters))
  const violations: Violation[] = lacking.map(([name]) => ({
    parameter: name,
    detail: texts(
      `${named.en} have no such filter.`,
      `${named['zh-Hant']}沒有此篩選條件。`,
      `${named['zh-Hans']}没有此筛选条件。`,
    ),
  }))
  for (const [parameter, dimension] of [
    ['rows', rows],
    ['columns', columns],
  ] as const)
    if (!noun.facets[dimension])
      violations.push({
        parameter,
        detail: texts(
          `${named.en} are not counted by ${dimension}.`,
          `${named['zh-Hant']}不可按 ${dimension} 統計。`,
          `${named['zh-Hans']}不可按 ${dimension} 统计。`,
        ),
      })
  if (rows === columns)
    violations.push({
      parameter: 'columns',
      detail: texts('This must be another field than the rows.', '行與欄須為不同項目。', '行与列须为不同项目。'),
    })
  const facets = { rows: noun.facets[rows], columns: noun.facets[columns] }
  if (violations.length > 0 || !facets.rows || !facets.columns) throw new ValidationProblem(violations)
  return { rows: facets.rows, columns: facets.columns }
}
