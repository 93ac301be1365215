import { headingOf } from '../model/headings.ts'
import type { Noun } from '../model/noun.ts'
import type { StoredDocument } from '../model/record-document.ts'
import type { RecordName } from '../model/record-name.ts'
import { Localized, Origin } from './localized.tsx'
import { type Reader, recordAddress, say } from './reader.ts'
import { colon, type Showing, Value } from './value.tsx'

const mostFields = 4
const tellingFieldsOf = new WeakMap<Noun, string[]>()

/** The fields by which a record is told from others in a list: its date, then what lists are counted by. */
function tellingFields(noun: Noun): string[] {
  const fields = tellingFieldsOf.get(noun) ?? chooseFields(noun)
  tellingFieldsOf.set(noun, fields)
  return fields
}

function chooseFields({ schema, sorts, defaultSort, facets, values }: Noun): string[] {
  const date = defaultSort.replace(/^-/, '')
  const candidates = [...(sorts[date]?.type === 'date' ? [date] : []), ...Object.keys(facets), ...Object.keys(values)]
  return [...new Set(candidates)].filter((name) => name in schema.shape).slice(0, mostFields)
}

/** The records that a summary names. */
export function refsInSummary(noun: Noun, document: StoredDocument): RecordName[] {
  const few = Object.fromEntries(tellingFields(noun).map((field) => [field, document[field]]))
  return noun.referencesIn(few)
}

/** A record in a list: its name, and what tells it from others. */
export function Summary({ document, ...showing }: Showing & { document: StoredDocument }) {
  const { reader, noun } = showing
  const fields = tellingFields(noun).filter((field) => document[field] !== undefined && document[field] !== null)
  return (
    <>
      <h3>
        <NameLink reader={reader} noun={noun} document={document} />
      </h3>
      {fields.length > 0 && (
        <dl>
          {fields.map((field) => (
            <div key={field}>
              <dt>{`${say(reader, headingOf(noun.headings, field))}${colon(reader)}`}</dt>
              <dd>
                <Value {...showing} schema={noun.schema.shape[field]} field={field} value={document[field]} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

/** The name of a record as a link, and where its words come from. */
function NameLink({ reader, noun, document }: { reader: Reader; noun: Noun; document: StoredDocument }) {
  const label = noun.label(document)
  return (
    <>
      <a href={recordAddress(reader, noun.name, document.id)}>
        <Localized reader={reader} text={label} />
      </a>{' '}
      <Origin reader={reader} text={label} origins={document.origins} />
    </>
  )
}

/** Records of one noun below each other. */
export function Entries({ documents, ...showing }: Showing & { documents: StoredDocument[] }) {
  return (
    <ol class="entries">
      {documents.map((document) => (
        <li key={document.id}>
          <Summary {...showing} document={document} />
        </li>
      ))}
    </ol>
  )
}
