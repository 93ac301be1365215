import { headingOf } from '../../model/headings.ts'
import type { Nouns } from '../../model/noun.ts'
import { Layout } from '../layout.tsx'
import { dateIn, Localized } from '../localized.tsx'
import { listWords, recordWords } from '../page-words.ts'
import { feedAddress, type Given, pageAddress, type Reader, recordAddress, say, withQuery } from '../reader.ts'
import { SameRequest } from '../same-request.tsx'
import { HeadedTable } from '../scrolling-table.tsx'
import { kindWords, changeWords as words } from './change-words.ts'
import type { NamedChange, Newest } from './read-newest.ts'

export interface ChangesPageOf {
  reader: Reader
  nouns: Nouns
  base: string
  given: Given
  newest: Newest
}

/** What changed, newest first. */
export function ChangesPage({ reader, nouns, base, given, newest }: ChangesPageOf) {
  const { changes, before } = newest
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={say(reader, words.title)}
      description={say(reader, words.about)}
      place={withQuery('/changes', given)}
      base={base}
      alternates={[
        { type: 'application/atom+xml', href: feedAddress(reader, 'changes'), title: say(reader, words.title) },
      ]}
      noIndex={given.before !== undefined}
    >
      <h1 id="changes">{say(reader, words.title)}</h1>
      <p>{say(reader, words.about)}</p>
      <p>
        <a href={feedAddress(reader, 'changes')}>{say(reader, words.feed)}</a>
      </p>
      {changes.length === 0 && <p>{say(reader, words.none)}</p>}
      {changes.length > 0 && (
        <HeadedTable
          reader={reader}
          labelledBy="changes"
          headings={[recordWords.when, words.record, words.what, recordWords.changed, recordWords.why]}
        >
          {changes.map((change) => (
            <ChangeLine key={change.seq} reader={reader} nouns={nouns} change={change} />
          ))}
        </HeadedTable>
      )}
      {before !== undefined && (
        <p>
          <a rel="next" href={pageAddress(reader, 'changes', { before: [String(before)] })}>
            {say(reader, listWords.next)}
          </a>
        </p>
      )}
      <SameRequest reader={reader} base={base} request={withQuery('/v1/changes', {})} />
    </Layout>
  )
}

function ChangeLine({ reader, nouns, change }: { reader: Reader; nouns: Nouns; change: NamedChange }) {
  const { noun: name, id, label, at, kind, fields, reason, op } = change
  const noun = nouns.get(name)
  const several = reader.language === 'en' ? ', ' : '、'
  const changed = op === 'update' ? fields.map((field) => say(reader, headingOf(noun?.headings ?? {}, field))) : []
  return (
    <tr>
      <td>
        <time datetime={at}>{dateIn(reader, at)}</time>
      </td>
      <td>
        {noun && <span class="soft">{`${say(reader, noun.names.singular)} `}</span>}
        <a href={recordAddress(reader, name, id)}>
          {label && Object.keys(label).length > 0 ? <Localized reader={reader} text={label} /> : id}
        </a>
      </td>
      <td>{say(reader, kindWords[kind])}</td>
      <td>{changed.length > 0 ? changed.join(several) : '–'}</td>
      <td>{reason ?? '–'}</td>
    </tr>
  )
}
