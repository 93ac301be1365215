import type { VNode } from 'preact'
import { z } from 'zod'
import { unwrap } from '../json/schema-steps.ts'
import { languages, type Words } from '../language/texts.ts'
import { cites, referencedNoun } from '../model/field-marks.ts'
import { isLocalizedText, isPartialDate, type LocalizedText, origins } from '../model/fields.ts'
import { commonPartValues, languageNames, partHeadingOf } from '../model/headings.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { dateIn } from '../model/readable.ts'
import { yesNoWords } from '../nouns/shared-words.ts'
import { Localized, PlainWords } from './localized.tsx'
import { locatorIn } from './locator.ts'
import { labelIn, type Named } from './names.ts'
import { originWords } from './page-words.ts'
import { type Reader, recordAddress, say } from './reader.ts'

/** The context in which values are shown. */
export interface Showing {
  reader: Reader
  nouns: Nouns
  noun: Noun
  named: Named
  /** The number under which the page lists a source; undefined where it lists none. */
  numberOf?: (source: string) => number | undefined
}

interface Shown extends Showing {
  schema: z.core.$ZodType
  /** The name of the field, or of the field within a field. */
  field: string
  value: unknown
  /** Whether it is a part of a field. */
  isPart?: boolean
}

/** A value as its schema says what it is. */
export function Value(shown: Shown) {
  const { reader, value } = shown
  const schema = unwrap(shown.schema)
  if (value === null || value === undefined) return null
  if (cites(schema)) return <SourceLink {...shown} id={String(value)} />
  const noun = referencedNoun(schema)
  if (noun) return <RecordLink {...shown} to={{ noun, id: String(value) }} />
  if (isLocalizedText(schema)) return <Localized reader={reader} text={value as LocalizedText} />
  if (schema === origins) return <Origins reader={reader} value={value as z.infer<typeof origins>} />
  if (schema instanceof z.ZodArray) return <List {...shown} schema={schema} />
  if (schema instanceof z.ZodObject) return <Parts {...shown} schema={schema} />
  return <Plain {...shown} schema={schema} />
}

function Plain({ reader, noun, schema, field, value, isPart }: Shown) {
  const words = valueWords(noun, field, isPart)?.[String(value)]
  if (words) return <>{say(reader, words)}</>
  if (typeof value === 'boolean') return <>{say(reader, value ? yesNoWords.true : yesNoWords.false)}</>
  if (typeof value === 'number') return <>{value.toLocaleString('en-GB')}</>
  const text = String(value)
  if (isPartialDate(schema)) return <>{dateIn(reader, text)}</>
  if (/^https?:\/\//.test(text)) return <a href={text}>{text}</a>
  return <PlainWords reader={reader} words={text} />
}

/** The words for the values of a field. */
export function valueWords({ values, parts }: Noun, field: string, isPart = false): Words | undefined {
  return isPart ? (parts?.values[field] ?? commonPartValues[field]) : values[field]
}

export function RecordLink({
  reader,
  nouns,
  named,
  to,
}: Pick<Showing, 'reader' | 'nouns' | 'named'> & { to: { noun: string; id: string } }) {
  const label = labelIn(nouns, named, to)
  return (
    <a href={recordAddress(reader, to.noun, to.id)}>{label ? <Localized reader={reader} text={label} /> : to.id}</a>
  )
}

/** For each language, where its words come from. */
function Origins({ reader, value }: { reader: Reader; value: z.infer<typeof origins> }) {
  const items = languages.flatMap((language) => {
    const origin = value[language]
    const words = origin && [languageNames[language], originWords[origin]].map((one) => say(reader, one))
    return words ? [<li key={language}>{words.join(colon(reader))}</li>] : []
  })
  return <ul>{items}</ul>
}

/** A source by its number on the page, or by its name if it has none. */
function SourceLink({ id, schema, numberOf, ...shown }: Shown & { id: string }) {
  const number = numberOf?.(id)
  if (number === undefined) return <RecordLink {...shown} to={{ noun: referencedNoun(unwrap(schema)) ?? '', id }} />
  return <a href={`#source-${number}`}>{`[${number}]`}</a>
}

function List({ schema, value, ...shown }: Shown & { schema: z.ZodArray }) {
  const items = (value as unknown[]).map((item, at) => (
    <li key={at}>
      <Value {...shown} schema={schema.element} value={item} isPart={isNested(schema) || shown.isPart} />
    </li>
  ))
  return <ul class={areLabels(value as unknown[]) ? 'inline' : undefined}>{items}</ul>
}

const areLabels = (items: unknown[]) => items.every((item) => Object.keys(Object(item)).join() === 'language,label')

const isNested = ({ element }: z.ZodArray) =>
  unwrap(element) instanceof z.ZodObject && !isLocalizedText(unwrap(element))

/** An object: its first part stands alone, the others follow with their headings. */
function Parts({ schema, value, ...shown }: Shown & { schema: z.ZodObject }) {
  const { reader, noun } = shown
  const document = value as Record<string, unknown>
  const fields = Object.keys(schema.shape).filter(
    (name) => name !== 'origins' && document[name] !== undefined && document[name] !== null,
  )
  const partOf = (name: string) => (
    <Value {...shown} schema={schema.shape[name]} field={name} value={document[name]} isPart />
  )
  const [first, ...others] = fields
  if (first === undefined) return null
  if (fields.join() === 'language,label') return <span lang={String(document.language)}>{String(document.label)}</span>
  const cited = fields.find((name) => cites(unwrap(schema.shape[name])))
  if (cited) return <Place {...shown} cited={partOf(cited)} document={document} />
  if (fields.join() === 'scheme,value') return <>{`${document.scheme}: ${document.value}`}</>
  return (
    <>
      {partOf(first)}
      <div class="parts">
        {others.map((name) => (
          <div key={name}>
            {`${say(reader, partHeadingOf(noun.parts?.headings, name))}${colon(reader)}`}
            {partOf(name)}
          </div>
        ))}
      </div>
    </>
  )
}

/** A citation: the source and the place in it. */
function Place({
  reader,
  cited,
  document: { locator, note },
}: Pick<Shown, 'reader'> & { cited: VNode; document: Record<string, unknown> }) {
  const place = locator === undefined ? undefined : locatorIn(reader, String(locator))
  return (
    <>
      {cited}
      {place !== undefined && ` ${place}`}
      {note !== undefined && (
        <>
          {place === undefined ? ' ' : semicolon(reader)}
          <PlainWords reader={reader} words={String(note)} />
        </>
      )}
    </>
  )
}

export const colon = ({ language }: Reader): string => (language === 'en' ? ': ' : '：')

/** Stands between the members of a list. */
export const comma = ({ language }: Reader): string => (language === 'en' ? ', ' : '、')

export const semicolon = ({ language }: Reader): string => (language === 'en' ? '; ' : '；')
