import type { ComponentChildren } from 'preact'
import { licenceWords, recordLicence } from '../formats/licence.ts'
import type { Texts } from '../language/texts.ts'
import type { Nouns } from '../model/noun.ts'
import { registryName } from '../nouns/introduction.ts'
import { missingWords, timelineWords } from './analysis/analysis-words.ts'
import { changeWords } from './changes/change-words.ts'
import { mark, markPicture } from './own-assets.ts'
import { matrixWords, words } from './page-words.ts'
import {
  homeAddress,
  listAddress,
  type PageName,
  pageAddress,
  type Reader,
  readers,
  say,
  searchAddress,
} from './reader.ts'
import { StructuredData } from './structured-data.tsx'
import { stylesheet } from './stylesheet.ts'
import { about, editors } from './texts/about-texts.ts'

/** Another form of the page's contents. */
interface Alternate {
  type: string
  href: string
  title: string
}

interface PageHead {
  reader: Reader
  nouns: Nouns
  title: string
  description: string
  /** The address of the page in each language, without its first part; undefined where the page has no address of its own. */
  path?: string
  /** The address of the page behind the host where that is known, for links that must be whole. */
  base: string
  alternates?: Alternate[]
  noIndex?: boolean
  /** The address that leads each client to its language, where the page has one. */
  negotiated?: string
  /** The description of the page in JSON-LD. */
  structured?: object
  children?: ComponentChildren
}

const hreflangs = { en: 'en', tc: 'zh-Hant', sc: 'zh-Hans' } as const
const locales = { en: 'en_GB', tc: 'zh_HK', sc: 'zh_CN' } as const

/** The pages beside the lists of nouns: those of the menu, and those at the foot. */
const overviews: [PageName, Texts][] = [
  ['matrix', matrixWords.title],
  ['timeline', timelineWords.title],
]
const asides: [PageName, Texts][] = [
  ['missing', missingWords.title],
  ['changes', changeWords.title],
  ['about', about.title],
  ['editors', editors.title],
]

/** The frame of all pages: head, names of the nouns, languages, and the way to the API. */
export function Layout(page: PageHead) {
  const { reader, children } = page
  return (
    <html lang={reader.tag}>
      <Head {...page} />
      <body>
        <a class="skip" href="#content">
          {say(reader, words.skip)}
        </a>
        <Top {...page} />
        <main id="content" class="frame">
          {children}
        </main>
        <Foot reader={reader} />
      </body>
    </html>
  )
}

function Head({ reader, title, description, path, base, alternates = [], noIndex, negotiated, structured }: PageHead) {
  const registry = say(reader, registryName)
  const about = shortened(description)
  const whole = title === registry ? title : `${title} – ${registry}`
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{whole}</title>
      <meta name="description" content={about} />
      {noIndex && <meta name="robots" content="noindex, follow" />}
      <link rel="icon" type="image/svg+xml" href={mark.address} />
      <link rel="stylesheet" href={stylesheet.address} />
      <link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title={registry} />
      {path !== undefined && (
        <>
          <link rel="canonical" href={`${base}/${reader.path}${path}`} />
          {readers.map((other) => (
            <link
              key={other.path}
              rel="alternate"
              hreflang={hreflangs[other.path]}
              href={`${base}/${other.path}${path}`}
            />
          ))}
          {negotiated && <link rel="alternate" hreflang="x-default" href={base + negotiated} />}
          <meta property="og:url" content={`${base}/${reader.path}${path}`} />
        </>
      )}
      {alternates.map(({ type, href, title }) => (
        <link key={href} rel="alternate" type={type} href={href} title={title} />
      ))}
      <meta property="og:title" content={title} />
      <meta property="og:site_name" content={registry} />
      <meta property="og:type" content="website" />
      <meta property="og:locale" content={locales[reader.path]} />
      <meta property="og:description" content={about} />
      <meta property="og:image" content={base + markPicture.address} />
      <meta property="og:image:alt" content={registry} />
      {structured && <StructuredData data={structured} />}
    </head>
  )
}

/** Characters of a description; sites that show links cut longer ones. */
const longest = 300

/** As many whole sentences as fit, or as many characters as fit if none does. */
function shortened(text: string): string {
  if (text.length <= longest) return text
  return /^.*(?:[.;:] |[。；])/s.exec(text.slice(0, longest))?.[0].trim() ?? `${text.slice(0, longest - 1)}…`
}

function Top({ reader, nouns, path }: PageHead) {
  return (
    <>
      <header class="top">
        <div class="frame">
          <a class="brand" href={homeAddress(reader)}>
            {say(reader, registryName)}
          </a>
          <nav class="tongues" aria-label={say(reader, words.languages)}>
            <ul>
              {readers.map(({ path: language, tag, name }) => (
                <li key={language}>
                  <a
                    href={`/${language}${path ?? ''}`}
                    lang={tag}
                    hreflang={tag}
                    aria-current={language === reader.path ? 'true' : undefined}
                  >
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <nav class="menu" aria-label={say(reader, words.menu)}>
        <div class="frame">
          <ul class="inline">
            {[...nouns.values()].map(({ name, names }) => (
              <li key={name}>
                <a href={listAddress(reader, name)} aria-current={path?.startsWith(`/${name}`) ? 'true' : undefined}>
                  {say(reader, names.plural)}
                </a>
              </li>
            ))}
            {overviews.map(([name, title]) => (
              <li key={name}>
                <a href={pageAddress(reader, name)} aria-current={path?.startsWith(`/${name}`) ? 'true' : undefined}>
                  {say(reader, title)}
                </a>
              </li>
            ))}
            <li>
              <a href={searchAddress(reader)}>{say(reader, words.search)}</a>
            </li>
          </ul>
        </div>
      </nav>
    </>
  )
}

function Foot({ reader }: { reader: Reader }) {
  return (
    <footer>
      <div class="frame">
        <p>{say(reader, words.notOfficial)}</p>
        <p>
          {`${say(reader, licenceWords)} `}
          <a rel="license" href={recordLicence.url}>
            {recordLicence.name}
          </a>
        </p>
        <nav aria-label={say(reader, words.moreOf)}>
          <ul class="inline">
            {asides.map(([name, title]) => (
              <li key={name}>
                <a href={pageAddress(reader, name)}>{say(reader, title)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label={say(reader, words.forPrograms)}>
          <ul class="inline">
            <li>
              <a href="/docs" hreflang="en">
                {say(reader, words.api)}
              </a>
            </li>
            <li>
              <a href="/openapi.json" hreflang="en">
                {say(reader, words.contract)}
              </a>
            </li>
            <li>
              <a href={`/problems?lang=${reader.language}`}>{say(reader, words.problems)}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  )
}
