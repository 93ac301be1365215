import { citationFormats } from '../formats/citations.ts'
import { recordPath } from '../http/api-address.ts'
import { formats, mediaType } from '../http/media-types.ts'
import type { VersionEntry } from '../log/version-queries.ts'
import { headingOf } from '../model/headings.ts'
import type { Noun, Nouns } from '../model/noun.ts'
import { dateIn, plain } from '../model/readable.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { nameOf } from '../model/record-name.ts'
import { registryName } from '../nouns/introduction.ts'
import { formatsOfRecord } from '../read/list-query.ts'
import type { ReadBlock } from './blocks/block.ts'
import { type CitedSource, type Place, sourcesOf } from './citations.ts'
import { Facts } from './facts.tsx'
import { History } from './history.tsx'
import { Layout } from './layout.tsx'
import { Localized, Origin, PlainWords } from './localized.tsx'
import { locatorIn } from './locator.ts'
import type { Named } from './names.ts'
import { listWords, recordWords } from './page-words.ts'
import { type Reader, say } from './reader.ts'
import { type Related, RelatedRecords } from './related.tsx'
import { colon, comma, RecordLink, semicolon } from './value.tsx'

export interface RecordPageOf {
  reader: Reader
  nouns: Nouns
  noun: Noun
  base: string
  document: StoredDocument
  named: Named
  related: Related[]
  /** The part that the noun adds. */
  block?: ReadBlock
  versions: VersionEntry[]
}

/** One record: what is known of it and by whom, what refers to it, and how the record came about. */
export function RecordPage(page: RecordPageOf) {
  const { reader, nouns, noun, base, document, named, related, block, versions } = page
  const label = noun.label(document)
  const title = plain(reader, label, document.id)
  const sources = sourcesOf(noun, document)
  const numberOf = (source: string) => sources.find(({ id }) => id === source)?.number
  const showing = { reader, nouns, noun, named, numberOf }
  const api = recordPath(noun.name, document.id)
  const path = `/${noun.name}/${encodeURIComponent(document.id)}`
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={title}
      description={`${say(reader, noun.names.singular)}${colon(reader)}${title}`}
      path={path}
      negotiated={path}
      base={base}
      alternates={formatsOfRecord(noun).map((format) => ({
        type: mediaType(format),
        href: format === 'json' ? api : `${api}?format=${format}`,
        title: formats[format].name,
      }))}
      structured={noun.jsonLd?.(document, base)}
    >
      <p class="kind">{say(reader, noun.names.singular)}</p>
      <h1>
        <Localized reader={reader} text={label} /> <Origin reader={reader} text={label} origins={document.origins} />
      </h1>
      <section aria-labelledby="facts">
        <h2 id="facts">{say(reader, recordWords.facts)}</h2>
        <Facts {...showing} document={document} sources={sources} />
      </section>
      {block?.show(showing)}
      <Sources {...page} sources={sources} />
      <RelatedRecords reader={reader} nouns={nouns} named={named} related={related} id={document.id} />
      <History reader={reader} noun={noun} id={document.id} versions={versions} />
      <TakeAway {...page} title={title} path={path} api={api} />
    </Layout>
  )
}

/** The sources under the numbers by which facts name them. */
function Sources({ sources, ...page }: RecordPageOf & { sources: CitedSource[] }) {
  const { reader, noun, named } = page
  if (sources.length === 0) return null
  return (
    <section aria-labelledby="cited">
      <h2 id="cited">{say(reader, recordWords.sources)}</h2>
      <ol class="entries">
        {sources.map(({ number, noun: name, id, places }) => {
          const url = named.get(nameOf({ noun: name, id }))?.url
          return (
            <li key={id} id={`source-${number}`}>
              {`[${number}] `}
              <RecordLink {...page} to={{ noun: name, id }} />
              {[...new Map(places.map((place) => [placeWords(reader, noun, place) + place.note, place])).values()].map(
                (place) => (
                  <div class="soft" key={placeWords(reader, noun, place) + place.note}>
                    {placeWords(reader, noun, place)}
                    {place.note && (
                      <>
                        {semicolon(reader)}
                        <PlainWords reader={reader} words={place.note} />
                      </>
                    )}
                  </div>
                ),
              )}
              {typeof url === 'string' && /^https?:\/\//.test(url) && (
                <div>
                  <a href={url}>{say(reader, recordWords.atPublisher)}</a>
                </div>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function placeWords(reader: Reader, noun: Noun, { locator, fields }: Place): string {
  const named = fields?.map((field) => say(reader, headingOf(noun.headings, field))).join(comma(reader))
  const what = named
    ? `${say(reader, recordWords.supports)}${colon(reader)}${named}`
    : say(reader, recordWords.wholeRecord)
  const place = locator && locatorIn(reader, locator)
  return [place, what].filter(Boolean).join(semicolon(reader))
}

interface TakeAwayOf extends RecordPageOf {
  title: string
  path: string
  /** The address of the record for programs. */
  api: string
}

/** Where else the record stands, and how to name it. */
function TakeAway({ reader, noun, document, base, title, path, api }: TakeAwayOf) {
  const { updatedAt, version } = document
  return (
    <section aria-labelledby="away">
      <h2 id="away">{say(reader, listWords.takeAway)}</h2>
      <dl class="facts">
        <div>
          <dt>{say(reader, recordWords.permanent)}</dt>
          <dd>
            <a href={path}>{`${base}${path}`}</a>
          </dd>
        </div>
        <div>
          <dt>{say(reader, listWords.sameRequest)}</dt>
          <dd>
            <a href={api}>{`GET ${base}${api}`}</a>
            {noun.jsonLd && (
              <div>
                <a href={`${api}?format=jsonld`}>{say(reader, recordWords.jsonLd)}</a>
              </div>
            )}
          </dd>
        </div>
        <div>
          <dt>{say(reader, recordWords.cite)}</dt>
          <dd>
            {citationOf(reader, title, version, updatedAt, `${base}${path}`)}
            {noun.citable && (
              <ul class="inline">
                {citationFormats.map((format) => (
                  <li key={format}>
                    <a href={`${api}?format=${format}&lang=${reader.language}`}>{formats[format].name}</a>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
    </section>
  )
}

function citationOf(reader: Reader, title: string, version: number, updatedAt: string, address: string): string {
  const day = dateIn(reader, updatedAt)
  const name = say(reader, registryName)
  return reader.language === 'en'
    ? `“${title}”, ${name}, version ${version}, ${day}, ${address}`
    : `〈${title}〉，${name}，第 ${version} 版，${day}，${address}`
}
