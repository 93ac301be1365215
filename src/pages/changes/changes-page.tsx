import type { ComponentChildren } from 'preact'
import type { Texts } from '../../language/texts.ts'
import { headingOf } from '../../model/headings.ts'
import type { Nouns } from '../../model/noun.ts'
import { dateIn } from '../../model/readable.ts'
import { Layout } from '../layout.tsx'
import { Localized } from '../localized.tsx'
import { listWords, recordWords } from '../page-words.ts'
import { feedAddress, type Given, pageAddress, type Reader, recordAddress, say, withQuery } from '../reader.ts'
import { Reason } from '../reason.tsx'
import { SameRequest } from '../same-request.tsx'
import { colon, comma } from '../value.tsx'
import { kindWords, changeWords as words } from './change-words.ts'
import type { NamedChange, Newest } from './read-newest.ts'

interface ChangesPageOf {
  reader: Reader
  nouns: Nouns
  base: string
  given: Given
  newest: Newest
}

/** The changes, newest first. */
export function ChangesPage({ reader, nouns, base, given, newest }: ChangesPageOf) {
  const { changes, before } = newest
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={say(reader, words.title)}
      description={say(reader, words.about)}
      path={withQuery('/changes', given)}
      base={base}
      alternates={[
        { type: 'application/atom+xml', href: feedAddress(reader, 'changes'), title: say(reader, words.title) },
      ]}
      noIndex={given.before !== undefined}
    >
      <h1>{say(reader, words.title)}</h1>
      <p>{say(reader, words.about)}</p>
      <p>
        <a href={feedAddress(reader, 'changes')}>{say(reader, words.feed)}</a>
      </p>
      {given.before !== undefined && (
        <p>
          <a href={pageAddress(reader, 'changes')}>{say(reader, words.toNewest)}</a>
        </p>
      )}
      {changes.length === 0 && <p>{say(reader, words.none)}</p>}
      {changes.length > 0 && (
        <ol class="entries">
          {changes.map((change) => (
            <ChangeEntry key={change.seq} reader={reader} nouns={nouns} change={change} />
          ))}
        </ol>
      )}
      {before !== undefined && (
        <p>
          <a rel="next" href={pageAddress(reader, 'changes', { before: [String(before)] })}>
            {say(reader, listWords.next)}
          </a>
        </p>
      )}
      <SameRequest reader={reader} base={base} request="/v1/changes" words={words.sameOldestFirst} />
    </Layout>
  )
}

function ChangeEntry({ reader, nouns, change }: { reader: Reader; nouns: Nouns; change: NamedChange }) {
  const { noun: name, id, label, at, kind, fields, reason, op } = change
  const noun = nouns.get(name)
  const changed = op === 'update' ? fields.map((field) => say(reader, headingOf(noun?.headings ?? {}, field))) : []
  return (
    <li>
      {noun && <span class="soft">{`${say(reader, noun.names.singular)} `}</span>}
      <a href={recordAddress(reader, name, id)}>
        {label && Object.keys(label).length > 0 ? <Localized reader={reader} text={label} /> : id}
      </a>
      <dl>
        <div>
          <dt>{say(reader, kindWords[kind])}</dt>
          <dd>
            <time datetime={at}>{dateIn(reader, at)}</time>
          </dd>
        </div>
        {changed.length > 0 && (
          <Said reader={reader} name={recordWords.changed}>
            {changed.join(comma(reader))}
          </Said>
        )}
        {reason && (
          <Said reader={reader} name={recordWords.why}>
            <Reason reader={reader} words={reason} />
          </Said>
        )}
      </dl>
    </li>
  )
}

const Said = ({ reader, name, children }: { reader: Reader; name: Texts; children: ComponentChildren }) => (
  <div>
    <dt>{`${say(reader, name)}${colon(reader)}`}</dt>
    <dd>{children}</dd>
  </div>
)
