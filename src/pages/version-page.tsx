import type { z } from 'zod'
import { recordPath } from '../http/api-address.ts'
import { unwrap } from '../json/schema-steps.ts'
import { withoutOwned } from '../model/documents.ts'
import { isLocalizedText, type LocalizedText } from '../model/fields.ts'
import { headingOf } from '../model/headings.ts'
import type { Noun } from '../model/noun.ts'
import { dateIn, plain } from '../model/readable.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { Layout } from './layout.tsx'
import { InEachLanguage, Localized } from './localized.tsx'
import { recordWords, versionWords as words } from './page-words.ts'
import { recordAddress, say } from './reader.ts'
import { HeadedTable } from './scrolling-table.tsx'
import { type Showing, Value } from './value.tsx'

interface VersionPageOf extends Showing {
  base: string
  id: string
  number: number
  at: string
  present: StoredDocument
  /** Empty before the first version. */
  past: StoredDocument
}

// The registry gives these to each version.
const owned = ['id', 'version', 'createdAt', 'updatedAt', 'deleted']

/** The fields that a version changed, each as it was and as it became. */
export function VersionPage({ base, id, number, at, present, past, ...showing }: VersionPageOf) {
  const { reader, nouns, noun } = showing
  const label = [present, past].map((one) => isOfSchema(noun, one) && noun.label(one)).find(Boolean)
  const name = plain(reader, label || undefined, id)
  const title = say(reader, words.title(name, number))
  const api = `${recordPath(noun.name, id)}/versions/${number}`
  const fields = changedFields(past, present)
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={title}
      description={title}
      path={`/${noun.name}/${encodeURIComponent(id)}/versions/${number}`}
      base={base}
      noIndex
    >
      <p class="kind">{say(reader, noun.names.singular)}</p>
      <h1 id="changed">{title}</h1>
      <p>
        <time datetime={at}>{dateIn(reader, at)}</time>
        {' · '}
        <a href={recordAddress(reader, noun.name, id)}>{label ? <Localized reader={reader} text={label} /> : id}</a>
      </p>
      {fields.length === 0 ? (
        <p>{say(reader, words.none)}</p>
      ) : (
        <HeadedTable reader={reader} labelledBy="changed" headings={[words.field, words.before, words.after]}>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{say(reader, headingOf(noun.headings, field))}</th>
              {[past, present].map((document, at) => (
                <td key={at}>
                  <State {...showing} field={field} document={document} />
                </td>
              ))}
            </tr>
          ))}
        </HeadedTable>
      )}
      <p>
        <a href={`${api}/diff`}>{say(reader, recordWords.differences)}</a>
      </p>
    </Layout>
  )
}

/** Whether a version has the form that records have today. */
const isOfSchema = ({ schema }: Noun, document: StoredDocument) => schema.safeParse(withoutOwned(document)).success

/** The value of a field. All languages of a text are shown, because any of them may have changed. */
function State({ field, document, ...showing }: Showing & { field: string; document: Record<string, unknown> }) {
  const { reader, noun } = showing
  const value = document[field]
  const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0)
  const schema: z.core.$ZodType | undefined = noun.schema.shape[field]
  if (isEmpty) return <span class="unknown">{say(reader, words.empty)}</span>
  // A field that was given up has no schema any more.
  if (!schema) return <code>{JSON.stringify(value)}</code>
  if (isLocalizedText(unwrap(schema)))
    return <InEachLanguage reader={reader} text={value as LocalizedText} origins={document.origins} />
  return <Value {...showing} schema={schema} field={field} value={value} />
}

function changedFields(past: Record<string, unknown>, present: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(past), ...Object.keys(present)])].filter(
    (field) => !owned.includes(field) && JSON.stringify(past[field]) !== JSON.stringify(present[field]),
  )
}
