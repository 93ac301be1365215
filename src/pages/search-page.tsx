import type { Noun, Nouns } from '../model/noun.ts'
import { plain } from '../model/readable.ts'
import type { RecordDocument, StoredDocument } from '../model/record-document.ts'
import type { SearchResult } from '../read/search/search-page.ts'
import { type Stretch, stretchesOf } from '../text/highlight.ts'
import { InYear } from './in-year.tsx'
import { Layout } from './layout.tsx'
import type { Named } from './names.ts'
import { NothingFound, ReadAs } from './nothing-found.tsx'
import { found as foundWords, listWords, words } from './page-words.ts'
import { type Given, type Reader, say, searchAddress, withQuery } from './reader.ts'
import { SameRequest } from './same-request.tsx'
import { Summary } from './summary.tsx'

interface SearchPageOf {
  reader: Reader
  nouns: Nouns
  base: string
  given: Given
  named: Named
  /** Undefined if nothing was asked, or if the request is wrong. */
  found?: SearchResult
  wrong?: string
}

/** A search over all nouns. */
export function SearchPage(page: SearchPageOf) {
  const { reader, nouns, base, given, found, wrong } = page
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={say(reader, words.search)}
      description={say(reader, words.searchHint)}
      path={withQuery('/search', given)}
      base={base}
      noIndex={given.q !== undefined}
    >
      <h1>{say(reader, words.search)}</h1>
      <SearchForm reader={reader} q={given.q?.[0]} wrong={wrong} />
      <nav aria-label={say(reader, listWords.filters)}>
        <Kinds {...page} />
      </nav>
      {found && (
        <>
          <p role="status">
            <strong>{say(reader, foundWords(String(found.total), found.lowerBound))}</strong>
          </p>
          <InYear reader={reader} nouns={nouns} q={given.q?.[0] ?? ''} />
          {found.total === 0 && <p>{say(reader, listWords.nothingNot)}</p>}
          <ReadAs reader={reader} readAs={found.readAs} />
          {found.nothing && (
            <NothingFound {...page} nothing={found.nothing} address={(given) => searchAddress(reader, given)} />
          )}
          <h2 class="hidden">{say(reader, listWords.results)}</h2>
          <Hits {...page} found={found} />
          {found.next && (
            <p>
              <a rel="next" href={searchAddress(reader, { ...given, cursor: [found.next] })}>
                {say(reader, listWords.next)}
              </a>
            </p>
          )}
          <SameRequest reader={reader} base={base} request={withQuery('/v1/search', given)} />
        </>
      )}
    </Layout>
  )
}

/** One field, on the home page as on the page of hits. */
export function SearchForm({ reader, q, wrong }: { reader: Reader; q?: string; wrong?: string }) {
  return (
    <search>
      <form method="get" action={searchAddress(reader)}>
        <label for="search">{say(reader, words.searchAll)}</label>
        <div class="seek">
          <input
            id="search"
            type="search"
            name="q"
            value={q}
            aria-describedby={wrong ? 'search-hint search-wrong' : 'search-hint'}
            aria-invalid={wrong ? 'true' : undefined}
          />
          <button type="submit">{say(reader, words.search)}</button>
        </div>
        <p class="hint" id="search-hint">
          {say(reader, words.searchHint)}
        </p>
        {wrong && (
          <p class="problem" id="search-wrong">
            {wrong}
          </p>
        )}
      </form>
    </search>
  )
}

/** The kinds of record among which to search; each link keeps the words. */
function Kinds({ reader, nouns, given }: SearchPageOf) {
  const { q, noun: chosen } = given
  if (!q) return null
  return (
    <ul class="inline">
      <li>
        <a href={searchAddress(reader, { q })} aria-current={chosen ? undefined : 'true'}>
          {say(reader, listWords.everything)}
        </a>
      </li>
      {[...nouns.values()].map(({ name, names }) => (
        <li key={name}>
          <a
            href={searchAddress(reader, { q, noun: [name] })}
            aria-current={chosen?.includes(name) ? 'true' : undefined}
          >
            {say(reader, names.plural)}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Hits({ reader, nouns, named, found }: SearchPageOf & { found: SearchResult }) {
  return (
    <ol class="entries">
      {found.hits.map(({ noun: name, id, body }) => {
        const noun = nouns.get(name)
        const document = JSON.parse(body) as StoredDocument
        if (!noun) return null
        return (
          <li key={`${name}/${id}`}>
            <p class="kind">{say(reader, noun.names.singular)}</p>
            <Summary reader={reader} nouns={nouns} noun={noun} named={named} document={document} />
            <Marked reader={reader} noun={noun} document={document} query={found.query} />
          </li>
        )
      })}
    </ol>
  )
}

const mostMarked = 3

/** Where the words stand in the record. */
function Marked({
  reader,
  noun,
  document,
  query,
}: {
  reader: Reader
  noun: Noun
  document: RecordDocument
  query: SearchResult['query']
}) {
  const label = noun.label(document)
  const isShown = stretchesOf(plain(reader, label, ''), query) !== undefined
  const names: string[] = isShown ? Object.values(label) : []
  const texts = new Map(noun.texts(document).map((one) => [one.text, one]))
  const marked = [...texts.values()]
    .filter(({ text }) => !names.includes(text))
    .flatMap(({ language, text }) => {
      const stretches = stretchesOf(text, query)
      // A text that is only what was looked for tells nothing.
      return stretches?.some(({ matches }) => !matches) ? [{ language, stretches }] : []
    })
    .slice(0, mostMarked)
  return (
    <>
      {marked.map(({ language, stretches }) => (
        <div class="soft" lang={language} key={`${language}${stretches.map(({ text }) => text).join('')}`}>
          {stretches.map(stretch)}
        </div>
      ))}
    </>
  )
}

const stretch = ({ text, matches }: Stretch, at: number) => (matches ? <mark key={at}>{text}</mark> : text)
