import { stepsOf } from '../json/json-pointer.ts'
import type { Noun } from '../model/noun.ts'
import type { RecordDocument } from '../model/record-document.ts'

/** A source that a record cites, and for what. */
export interface CitedSource {
  /** As the page counts it. */
  number: number
  noun: string
  id: string
  places: Place[]
}

export interface Place {
  locator?: string
  note?: string
  /** The top-level fields that it supports; undefined for the record as a whole. */
  fields?: string[]
  /** Set where the source gives another value than the one that the record holds. */
  isOther?: boolean
}

/** The sources of a record, in the order in which it cites them. */
export function sourcesOf(noun: Noun, document: RecordDocument): CitedSource[] {
  const sources = new Map<string, CitedSource>()
  for (const { noun: name, id, pointer, holder, cites } of noun.referencesIn(document)) {
    if (!cites) continue
    const source = sources.get(id) ?? { number: sources.size + 1, noun: name, id, places: [] }
    sources.set(id, source)
    source.places.push(placeOf(pointer, holder, document))
  }
  return [...sources.values()]
}

function placeOf(pointer: string, holder: object, document: RecordDocument): Place {
  const { locator, note, fields } = holder as Place
  const [top = '', index = ''] = stepsOf(pointer)
  if (top === 'citations') return { locator, note, fields: fields && [...new Set(fields.map(topOf))] }
  if (top !== 'alternatives') return { locator, note, fields: [top] }
  const holding = (document[top] as { pointer?: string }[])[Number(index)]
  return { locator, note, fields: [topOf(holding?.pointer ?? '')], isOther: true }
}

const topOf = (pointer: string) => stepsOf(pointer)[0] ?? ''

export interface Stated {
  places: { number: number; locator?: string }[]
  /** Whether no source names the field, so that those of the record as a whole stand for it. */
  isWhole: boolean
}

/** Where a field is stated. */
export function citationsOf(sources: CitedSource[], field: string): Stated {
  const all = sources.flatMap(({ number, places }) => places.map((place) => ({ number, ...place })))
  const own = all.filter(({ fields, isOther }) => !isOther && fields?.includes(field))
  if (own.length > 0) return { places: own, isWhole: false }
  return { places: all.filter(({ fields }) => fields === undefined), isWhole: true }
}
