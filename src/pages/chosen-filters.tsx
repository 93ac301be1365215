import { ownMember } from '../json/own-member.ts'
import { wordsForLack } from '../model/facet.ts'
import { partialDate } from '../model/fields.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { dateIn, plain } from '../model/readable.ts'
import type { RecordName } from '../model/record-name.ts'
import { yesNoWords } from '../nouns/shared-words.ts'
import { isSetting, without } from './given.ts'
import { labelIn, type Named } from './names.ts'
import { listWords } from './page-words.ts'
import { parameterName } from './parameter-names.ts'
import { type Given, type Reader, say } from './reader.ts'
import { colon } from './value.tsx'

export interface ChosenOf {
  reader: Reader
  nouns: Nouns
  noun: Noun
  named: Named
  given: Given
  /** The page that is shown, under other filters. */
  address: (given: Given) => string
}

/** The filters of an address, one by one. */
export function filtersIn(given: Given): { parameter: string; value: string }[] {
  return Object.entries(given)
    .filter(([name]) => !isSetting(name))
    .flatMap(([parameter, values]) => values.map((value) => ({ parameter, value })))
}

/** The records that the filters name. */
export function refsInFilters({ parameters }: Noun, given: Given): RecordName[] {
  return filtersIn(given).flatMap(({ parameter, value }) => {
    const noun = ownMember(parameters, parameter)?.references
    return noun && value !== 'none' ? [{ noun, id: value }] : []
  })
}

/** Each filter as a link that removes it. */
export function ChosenFilters(chosen: ChosenOf) {
  const { reader, nouns, noun, given, address } = chosen
  const filters = filtersIn(given)
  if (filters.length === 0) return null
  return (
    <nav aria-label={say(reader, listWords.chosen)}>
      <ul class="chosen">
        {filters.map(({ parameter, value }) => (
          <li key={`${parameter}=${value}`}>
            <a href={address(without(given, parameter, value))}>
              {`${parameterName(reader, nouns, noun, parameter)}${colon(reader)}${filterValue(chosen, parameter, value)} `}
              <span aria-hidden="true">×</span>
              <span class="hidden">{say(reader, listWords.remove)}</span>
            </a>
          </li>
        ))}
        <li>
          <a href={address({})}>{say(reader, listWords.clear)}</a>
        </li>
      </ul>
    </nav>
  )
}

/** A value of a filter in words. */
export function filterValue(
  { reader, nouns, noun, named }: Pick<ChosenOf, 'reader' | 'nouns' | 'noun' | 'named'>,
  parameter: string,
  value: string,
): string {
  const filter = ownMember(noun.parameters, parameter)
  const { references, facet, bound } = filter ?? {}
  if (value === 'none') return say(reader, wordsForLack(filter))
  if (references) return plain(reader, labelIn(nouns, named, { noun: references, id: value }), value)
  if (bound) return partialDate.safeParse(value).success ? dateIn(reader, value) : value
  const [base = ''] = parameter.split('.')
  const words = (facet ? noun.facets[facet.name]?.words : undefined) ?? ownMember(noun.values, base)
  const word = ownMember(words, value) ?? (value === 'true' || value === 'false' ? yesNoWords[value] : undefined)
  return word ? say(reader, word) : value
}
