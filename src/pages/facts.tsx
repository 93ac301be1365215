import type { z } from 'zod'
import type { Texts } from '../http/languages.ts'
import { type EmptyMeaning, type LocalizedText, localizedText, meaningOfEmpty } from '../model/fields.ts'
import { headingOf } from '../model/headings.ts'
import type { Noun } from '../model/noun.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { type CitedSource, citationsOf } from './citations.ts'
import { InEachLanguage, Localized } from './localized.tsx'
import { recordWords } from './page-words.ts'
import { say } from './reader.ts'
import { bare, type Showing, Value } from './value.tsx'

// The page shows these elsewhere, or says the same in other words.
const apart = ['id', 'version', 'createdAt', 'updatedAt', 'origins', 'alternatives', 'citations']

// The registry's own words and judgement, which no source states.
const ofRegistry = ['formerIds', 'confidence', 'notes']

/** Values of a field with which it says that nothing is known. */
const wordsForUnknown = ['unknown', 'unspecified']

export type FactsOf = Showing & { document: StoredDocument; sources: CitedSource[] }

/** Every field of a record with where it says so; what is not known is said, too. */
export function Facts(facts: FactsOf) {
  const { noun } = facts
  const fields = Object.keys(noun.schema.shape).filter((field) => !apart.includes(field))
  return (
    <dl class="facts">
      {fields.map((field) => (
        <Fact key={field} {...facts} field={field} />
      ))}
    </dl>
  )
}

function Fact({ field, ...facts }: FactsOf & { field: string }) {
  const { reader, noun, document } = facts
  const schema: z.core.$ZodType | undefined = noun.schema.shape[field]
  const value = document[field]
  const meaning = schema && meaningOfEmpty(schema)
  const empty = isEmpty(value)
  if (!schema || (empty && !meaning)) return null
  const isUnknown = meaning === 'not-known' && wordsForUnknown.includes(String(value))
  return (
    <div id={`fact-${field}`}>
      <dt>{say(reader, headingOf(noun.headings, field))}</dt>
      <dd>
        {empty || isUnknown ? (
          <span class="unknown">{say(reader, emptyWords[meaning ?? 'none'])}</span>
        ) : (
          <>
            <FieldValue {...facts} field={field} />
            {!ofRegistry.includes(field) && <Where {...facts} field={field} />}
          </>
        )}
        <Others {...facts} field={field} />
      </dd>
    </div>
  )
}

const emptyWords: Record<EmptyMeaning, Texts> = {
  none: recordWords.noneOfIt,
  'not-known': recordWords.notKnown,
  'known-in-part': recordWords.partly,
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** The names of a record are shown in every language, with where the words of each come from. */
function FieldValue({ field, ...facts }: FactsOf & { field: string }) {
  const { reader, noun, document } = facts
  const value = document[field]
  const isLabel = noun.label(document) === value
  const schema = noun.schema.shape[field]
  if (bare(schema) !== localizedText) return <Value {...facts} schema={schema} field={field} value={value} />
  const text = value as LocalizedText
  return isLabel ? (
    <InEachLanguage reader={reader} text={text} origins={document.origins} />
  ) : (
    <Localized reader={reader} text={text} />
  )
}

/** Of sources for the record as a whole, more than so many are named together. */
const mostWhole = 3

/** Where a fact is stated: by numbers of the list of sources, with the place in each. */
function Where({ reader, sources, field }: FactsOf & { field: string }) {
  const { places, isWhole } = citationsOf(sources, field)
  if (places.length === 0) return null
  return (
    <div class="refs">
      {`${say(reader, recordWords.where)} `}
      {isWhole && places.length > mostWhole ? (
        <a href="#cited">{`[${places[0]?.number}]–[${places.at(-1)?.number}]`}</a>
      ) : (
        places.map(({ number, locator }) => (
          <span key={`${number}${locator}`}>
            <a href={`#source-${number}`}>{`[${number}]`}</a>
            {locator ? ` ${locator} ` : ' '}
          </span>
        ))
      )}
    </div>
  )
}

interface Alternative {
  pointer: string
  value: unknown
  note?: string
  citation: { source: string; locator?: string }
}

/** What other sources say of the same field. */
function Others({ field, ...facts }: FactsOf & { field: string }) {
  const { reader, noun, document, numberOf } = facts
  const others = ((document.alternatives ?? []) as Alternative[]).filter(
    ({ pointer }) => pointer === `/${field}` || pointer.startsWith(`/${field}/`),
  )
  return (
    <>
      {others.map(({ pointer, value, note, citation }) => (
        <div class="other" key={`${pointer}${citation.source}${JSON.stringify(value)}`}>
          <strong>{`${say(reader, recordWords.otherSays)} `}</strong>
          <a href={`#source-${numberOf?.(citation.source)}`}>{`[${numberOf?.(citation.source)}]`}</a>
          {citation.locator ? ` ${citation.locator}` : ''}
          <div>
            <OtherValue {...facts} noun={noun} pointer={pointer} value={value} field={field} />
          </div>
          {note && <p class="hint">{note}</p>}
        </div>
      ))}
    </>
  )
}

function OtherValue({
  pointer,
  value,
  field,
  ...facts
}: FactsOf & { noun: Noun; pointer: string; value: unknown; field: string }) {
  if (pointer === `/${field}`)
    return <Value {...facts} schema={facts.noun.schema.shape[field]} field={field} value={value} />
  return <code>{`${pointer}: ${typeof value === 'string' ? value : JSON.stringify(value)}`}</code>
}
