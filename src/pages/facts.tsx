import { z } from 'zod'
import { stepsOf } from '../json/json-pointer.ts'
import { schemaAt, unwrap } from '../json/schema-steps.ts'
import type { Texts } from '../language/texts.ts'
import { type EmptyMeaning, emptyWords, meaningOfEmpty } from '../model/field-marks.ts'
import { isLocalizedText, type LocalizedText, wordsForUnknown } from '../model/fields.ts'
import { headingOf, languageNames, partHeadingOf } from '../model/headings.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { unsupportedAs } from '../model/support.ts'
import type { Alternative } from '../nouns/citations.ts'
import { type CitedSource, citationsOf, type Stated } from './citations.ts'
import { InEachLanguage, Localized, PlainWords } from './localized.tsx'
import { locatorIn } from './locator.ts'
import { recordWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'
import { colon, comma, type Showing, Value } from './value.tsx'

// The page shows these elsewhere, or says the same in other words.
const apart = ['id', 'version', 'createdAt', 'updatedAt', 'origins', 'alternatives', 'citations']

type FactsOf = Showing & { document: StoredDocument; sources: CitedSource[] }

/** Every field of a record that says something, with where it says so, and then the fields that say nothing. */
export function Facts(facts: FactsOf) {
  const fields = fieldsOf(facts)
  return (
    <>
      <dl class="facts">
        {fields
          .filter(({ meaning, hasOthers }) => meaning === undefined || hasOthers)
          .map(({ field, meaning }) => (
            <Fact key={field} {...facts} field={field} meaning={meaning} />
          ))}
      </dl>
      <Unknowns {...facts} fields={fields.filter(({ hasOthers }) => !hasOthers)} />
    </>
  )
}

interface Field {
  field: string
  /** The meaning of an empty field; undefined if the field has a value. */
  meaning?: EmptyMeaning
  /** Whether another source gives a value for it. */
  hasOthers: boolean
}

/** The fields of a record that say something, or whose silence means something. */
function fieldsOf({ noun, document }: FactsOf): Field[] {
  return Object.entries(noun.schema.shape).flatMap(([field, schema]: [string, z.core.$ZodType]): Field[] => {
    if (apart.includes(field)) return []
    const value = document[field]
    const meaning = meaningOfEmpty(schema)
    const hasOthers = othersOf(document, field).length > 0
    const isUnknown = isEmpty(value) || (meaning === 'not-known' && wordsForUnknown.includes(String(value)))
    if (!isUnknown) return [{ field, hasOthers }]
    return meaning ? [{ field, meaning, hasOthers }] : []
  })
}

function Fact({ field, meaning, ...facts }: FactsOf & { field: string; meaning?: EmptyMeaning }) {
  const { reader, noun } = facts
  return (
    <div id={`fact-${field}`}>
      <dt>{say(reader, headingOf(noun.headings, field))}</dt>
      <dd>
        {meaning ? (
          <span class="unknown">{say(reader, emptyWords[meaning])}</span>
        ) : (
          <>
            <FieldValue {...facts} field={field} />
            {unsupportedAs(noun.schema.shape[field]) !== 'own-work' && <Where {...facts} field={field} />}
          </>
        )}
        <Others {...facts} field={field} />
      </dd>
    </div>
  )
}

const silences: [EmptyMeaning, Texts][] = [
  ['not-known', recordWords.notStated],
  ['known-in-part', recordWords.noneFound],
  ['none', emptyWords.none],
]

/** The fields that say nothing, together, by what their silence means. */
function Unknowns({ reader, noun, fields }: FactsOf & { fields: Field[] }) {
  const groups = silences.flatMap(([meaning, words]) => {
    const own = fields.filter((field) => field.meaning === meaning)
    return own.length > 0 ? [{ words, own }] : []
  })
  if (groups.length === 0) return null
  return (
    <>
      <h3>{say(reader, recordWords.unknowns)}</h3>
      <dl class="facts unknowns">
        {groups.map(({ words, own }) => (
          <div key={words.en}>
            <dt>{say(reader, words)}</dt>
            <dd>
              <ul class="inline">
                {own.map(({ field }) => (
                  <li key={field} id={`fact-${field}`}>
                    {say(reader, headingOf(noun.headings, field))}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** The names of a record are shown in every language, with where the words of each come from. */
function FieldValue({ field, ...facts }: FactsOf & { field: string }) {
  const { reader, noun, document } = facts
  const value = document[field]
  const isLabel = noun.label(document) === value
  const schema = noun.schema.shape[field]
  if (!isLocalizedText(unwrap(schema))) return <Value {...facts} schema={schema} field={field} value={value} />
  const text = value as LocalizedText
  return isLabel ? (
    <InEachLanguage reader={reader} text={text} origins={document.origins} />
  ) : (
    <Localized reader={reader} text={text} />
  )
}

/** Up to this many sources for the record as a whole are named one by one. */
const mostWhole = 3

/** Where a fact is stated: by numbers of the list of sources, with the place in each. */
function Where({ reader, sources, field }: FactsOf & { field: string }) {
  const { places, isWhole } = citationsOf(sources, field)
  // A source is stated by itself.
  if (sources.length === 0) return null
  if (places.length === 0) return <div class="refs unknown">{say(reader, recordWords.noSource)}</div>
  return (
    <div class="refs">
      {`${say(reader, recordWords.where)} `}
      {isWhole && places.length > mostWhole ? (
        <a href="#cited">{`[${places[0]?.number}]–[${places.at(-1)?.number}]`}</a>
      ) : (
        [...new Set(places.map(({ number }) => number))].map((number) => (
          <span key={number}>
            <a href={`#source-${number}`}>{`[${number}]`}</a>
            {` ${locatorsIn(reader, places, number)} `}
          </span>
        ))
      )}
    </div>
  )
}

/** The places in one source, each once. */
function locatorsIn(reader: Reader, places: Stated['places'], source: number): string {
  const own = places.filter(({ number }) => number === source)
  const all = own.flatMap(({ locator }) => (locator ? [locatorIn(reader, locator)] : []))
  return [...new Set(all)].join(comma(reader))
}

const othersOf = (document: StoredDocument, field: string) =>
  ((document.alternatives ?? []) as Alternative[]).filter(
    ({ pointer }) => pointer === `/${field}` || pointer.startsWith(`/${field}/`),
  )

/** The values that other sources give for the field. */
function Others({ field, ...facts }: FactsOf & { field: string }) {
  const { reader, document, numberOf } = facts
  return (
    <>
      {othersOf(document, field).map(({ pointer, value, note, citation }) => (
        <div class="other" key={`${pointer}${citation.source}${JSON.stringify(value)}`}>
          <strong>{`${say(reader, recordWords.otherSays)} `}</strong>
          <a href={`#source-${numberOf?.(citation.source)}`}>{`[${numberOf?.(citation.source)}]`}</a>
          {citation.locator ? ` ${locatorIn(reader, citation.locator)}` : ''}
          <div>
            <OtherValue {...facts} pointer={pointer} value={value} field={field} />
          </div>
          {note && (
            <p class="hint">
              <PlainWords reader={reader} words={note} />
            </p>
          )}
        </div>
      ))}
    </>
  )
}

/** The value of a field, or of a part of it after the names of the parts that lead there. */
function OtherValue({ pointer, value, field, ...facts }: FactsOf & { pointer: string; value: unknown; field: string }) {
  const { reader, noun } = facts
  const steps = stepsOf(pointer)
  const keys = steps.slice(1)
  const schema = schemaAt(noun.schema, steps) ?? z.unknown()
  const names = keys.map((key) => partName(facts, key))
  return (
    <>
      {names.length > 0 && `${names.join(comma(reader))}${colon(reader)}`}
      <Value {...facts} schema={schema} field={keys.at(-1) ?? field} value={value} isPart={keys.length > 0} />
    </>
  )
}

/** The name of a part: the place in a list, a language, or the heading of a field. */
function partName({ reader, noun }: Showing, key: string): string {
  if (/^\d+$/.test(key)) return say(reader, recordWords.nth(Number(key) + 1))
  const language = Object.entries(languageNames).find(([tag]) => tag === key)?.[1]
  return say(reader, language ?? partHeadingOf(noun.parts?.headings, key))
}
