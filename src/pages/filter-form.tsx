import type { Texts } from '../language/texts.ts'
import { wordsForLack } from '../model/facet.ts'
import { headingOf } from '../model/headings.ts'
import type { Noun } from '../model/noun.ts'
import type { Violation } from '../problems/problems.ts'
import { isList } from '../problems/validation.ts'
import type { toFacets } from '../read/facets.ts'
import { type ChosenOf, filterValue } from './chosen-filters.tsx'
import { listWords } from './page-words.ts'
import { parameterName } from './parameter-names.ts'
import { inBrackets, listAddress, say } from './reader.ts'
import { describedBy, WrongBeside, wrongIn } from './violation.tsx'

type FacetAnswer = ReturnType<typeof toFacets>

export interface FormOf extends ChosenOf {
  facets: FacetAnswer
  violations: Violation[]
}

/** The filters of a list. Without a script a browser sends all of it, so that the address is made clean afterwards. */
export function FilterForm(form: FormOf) {
  const { reader, noun, given, violations } = form
  const shown = new Set(['q', 'sort', ...facetParameters(noun).map(([, name]) => name), ...boundsOf(noun)])
  const others = Object.entries(given).filter(([name]) => !shown.has(name) && name !== 'cursor')
  return (
    <form method="get" action={listAddress(reader, noun.name)}>
      <label for="q">{say(reader, listWords.words)}</label>
      <input id="q" type="search" name="q" value={given.q?.[0]} {...describedBy(violations, 'q')} />
      <WrongBeside reader={reader} violations={violations} parameter="q" />
      {facetParameters(noun).map(([facet, parameter], at) => (
        <FacetChoices
          key={facet}
          {...form}
          facet={facet}
          parameter={parameter}
          open={at < openAtFirst || parameter in given}
        />
      ))}
      <DateFields {...form} />
      <Sorting {...form} />
      {others.flatMap(([name, values]) =>
        values.map((value) => <input key={`${name}=${value}`} type="hidden" name={name} value={value} />),
      )}
      <p>
        <button type="submit">{say(reader, listWords.apply)}</button>
      </p>
    </form>
  )
}

/** The facets of a noun, each with the filter that keeps any of several of its values. */
function facetParameters({ facets, parameters }: Noun): [facet: string, parameter: string][] {
  return Object.keys(facets).flatMap((facet): [string, string][] => {
    const filter = Object.entries(parameters).find(([name, one]) => one.facet?.name === facet && !name.includes('.'))
    return filter && isList(filter[1].schema) ? [[facet, filter[0]]] : []
  })
}

const boundsOf = ({ parameters }: Noun) => Object.keys(parameters).filter((name) => parameters[name]?.bound)

const openAtFirst = 3
const atOnce = 6

function FacetChoices({
  facet,
  parameter,
  open,
  ...form
}: FormOf & { facet: string; parameter: string; open: boolean }) {
  const { reader, nouns, noun, given, facets, violations } = form
  const chosen = given[parameter] ?? []
  const counted = facets[facet]
  const buckets = inOrder(facet, counted?.buckets ?? [])
  const unlisted = chosen.filter((value) => value !== 'none' && !buckets.some((bucket) => bucket.value === value))
  const none = noun.parameters[parameter]?.counted?.none && (counted?.missing || chosen.includes('none'))
  const choices = [
    ...unlisted.map((value) => ({ value, label: filterValue(form, parameter, value), count: 0 })),
    ...buckets,
    ...(none
      ? [{ value: 'none', label: say(reader, wordsForLack(noun.parameters[parameter])), count: counted?.missing ?? 0 }]
      : []),
  ]
  if (choices.length === 0) return null
  const first = choices.filter(({ value }, at) => at < atOnce || chosen.includes(value))
  const more = choices.filter((choice) => !first.includes(choice))
  const wrong = wrongIn(violations, parameter).length > 0
  const name = parameterName(reader, nouns, noun, parameter)
  const choice = (one: { value: string; label: string; labelLanguage?: string; count: number }) => (
    <label class="choice" key={one.value}>
      <input type="checkbox" name={parameter} value={one.value} checked={chosen.includes(one.value)} />
      {one.labelLanguage ? <span lang={one.labelLanguage}>{one.label}</span> : one.label}
      <span class="count">{one.count}</span>
    </label>
  )
  return (
    <details class="choices" open={open || wrong}>
      <summary>{name}</summary>
      <fieldset>
        <legend class="hidden">{name}</legend>
        <WrongBeside reader={reader} violations={violations} parameter={parameter} />
        <div>{first.map(choice)}</div>
        {more.length > 0 && (
          <details>
            <summary>{`${say(reader, listWords.more)}${inBrackets(reader, more.length)}`}</summary>
            {more.map(choice)}
          </details>
        )}
      </fieldset>
    </details>
  )
}

/** Years stand newest first, all else by how many records it has. */
const inOrder = <Bucket extends { value: string }>(facet: string, buckets: Bucket[]): Bucket[] =>
  facet === 'year' ? [...buckets].sort((one, other) => (one.value < other.value ? 1 : -1)) : buckets

/** The bounds of dates, two by two. */
function DateFields({ reader, nouns, noun, given, violations }: FormOf) {
  const bounds = boundsOf(noun)
  if (bounds.length === 0) return null
  return (
    <fieldset>
      <legend>{say(reader, listWords.dates)}</legend>
      <p class="hint" id="date-form">
        {say(reader, listWords.dateForm)}
      </p>
      {bounds.map((name) => (
        <div key={name}>
          <label for={name}>{parameterName(reader, nouns, noun, name)}</label>
          <input
            id={name}
            name={name}
            value={given[name]?.[0]}
            inputMode="numeric"
            autocomplete="off"
            {...describedBy(violations, name, 'date-form')}
          />
          <WrongBeside reader={reader} violations={violations} parameter={name} />
        </div>
      ))}
    </fieldset>
  )
}

function Sorting({ reader, nouns, noun, given }: FormOf) {
  const names = Object.keys(noun.sorts).flatMap((name) => [name, `-${name}`])
  const words = (sort: string) => {
    const field = sort.replace(/^-/, '')
    const name = field === 'id' ? say(reader, headingOf({}, 'id')) : parameterName(reader, nouns, noun, field)
    const direction = say(reader, directionOf(noun, field, sort.startsWith('-')))
    return reader.language === 'en' ? `${name}, ${direction}` : `${name}（${direction}）`
  }
  return (
    <fieldset>
      <legend>{say(reader, listWords.order)}</legend>
      <select name="sort" aria-label={say(reader, listWords.order)}>
        <option value="">{say(reader, listWords.usualOrder)}</option>
        {names.map((name) => (
          <option key={name} value={name} selected={given.sort?.[0] === name}>
            {words(name)}
          </option>
        ))}
      </select>
    </fieldset>
  )
}

/** Names the values that come first, in words for the kind of field. */
function directionOf({ sorts }: Noun, field: string, isDescending: boolean): Texts {
  const type = sorts[field]?.type ?? 'text'
  const isOfTime = type === 'date' || field === 'createdAt' || field === 'updatedAt'
  const [descending, ascending] = listWords.orders[isOfTime ? 'time' : type === 'text' ? 'text' : 'number']
  return isDescending ? descending : ascending
}
