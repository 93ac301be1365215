import { mediaType } from '../http/media-types.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { intro, registryName } from '../nouns/introduction.ts'
import type { Matrix } from '../read/analysis/matrix/matrix-schema.ts'
import type { Missing } from '../read/completeness.ts'
import { HomeMatrix } from './analysis/home-matrix.tsx'
import { Layout } from './layout.tsx'
import type { Named } from './names.ts'
import { completenessWords, homeWords, newestOf } from './page-words.ts'
import { homeAddress, inBrackets, listAddress, type Reader, readers, say } from './reader.ts'
import { SearchForm } from './search-page.tsx'
import { Entries } from './summary.tsx'
import { RecordLink } from './value.tsx'

/** Some records of a noun, and how many there are. */
export interface Few {
  noun: Noun
  documents: StoredDocument[]
  total: number
  missing?: Missing
}

interface HomePageOf {
  reader: Reader
  nouns: Nouns
  base: string
  named: Named
  counts: Map<Noun, number>
  /** Shown by name. */
  gates: Few
  newest: Few
  matrix: Matrix
}

/** The introduction, and the ways into the registry. */
export function HomePage(page: HomePageOf) {
  const { reader, nouns, base, named, counts, gates, newest, matrix } = page
  const title = say(reader, registryName)
  const { missing } = newest
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={title}
      description={say(reader, intro)}
      path=""
      negotiated="/"
      structured={catalogOf(reader, base)}
      base={base}
    >
      <h1>{title}</h1>
      <p>{say(reader, intro)}</p>
      <SearchForm reader={reader} />
      <h2>{say(reader, gates.noun.names.plural)}</h2>
      <ul class="cards">
        {gates.documents.map((document) => (
          <li key={document.id}>
            <RecordLink reader={reader} nouns={nouns} named={named} to={{ noun: gates.noun.name, id: document.id }} />
          </li>
        ))}
      </ul>
      <h2>{say(reader, newestOf(newest.noun.names.plural))}</h2>
      <Entries reader={reader} nouns={nouns} noun={newest.noun} named={named} documents={newest.documents} />
      <p>
        <a
          href={listAddress(reader, newest.noun.name)}
        >{`${say(reader, homeWords.all)}${inBrackets(reader, newest.total)}`}</a>
      </p>
      <HomeMatrix reader={reader} nouns={nouns} matrix={matrix} />
      {missing && (
        <>
          <h2>{say(reader, homeWords.known)}</h2>
          {completenessWords(newest.total, missing.missing, missing.open).map((texts) => (
            <p key={texts.en}>{say(reader, texts)}</p>
          ))}
        </>
      )}
      <h2>{say(reader, homeWords.holdings)}</h2>
      <ul class="cards numbers">
        {[...counts].map(([{ name, names }, count]) => (
          <li key={name}>
            <b>{count}</b>
            <a href={listAddress(reader, name)}>{say(reader, names.plural)}</a>
          </li>
        ))}
      </ul>
    </Layout>
  )
}

/** The registry as a catalogue of data, for search engines. */
const catalogOf = (reader: Reader, base: string) => ({
  '@context': 'https://schema.org',
  '@type': 'DataCatalog',
  name: say(reader, registryName),
  description: say(reader, intro),
  url: `${base}${homeAddress(reader)}`,
  inLanguage: readers.map(({ tag }) => tag),
  dataset: {
    '@type': 'Dataset',
    name: say(reader, registryName),
    description: say(reader, intro),
    url: `${base}/v1/dataset`,
    isAccessibleForFree: true,
    distribution: {
      '@type': 'DataDownload',
      encodingFormat: mediaType('ndjson'),
      contentUrl: `${base}/v1/snapshot`,
    },
  },
})
