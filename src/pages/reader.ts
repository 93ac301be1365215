import type { Language, Texts } from '../language/texts.ts'
import type { NounName } from '../model/record-name.ts'

/** The reader of a page: the language, and its names in addresses and markup. */
export interface Reader {
  language: Language
  /** The first part of the addresses of pages in the language. */
  path: 'en' | 'tc' | 'sc'
  /** The language of the page in markup. */
  tag: string
  /** The name of the language in the language itself. */
  name: string
}

export const readers: readonly Reader[] = [
  { language: 'en', path: 'en', tag: 'en', name: 'English' },
  { language: 'zh-Hant', path: 'tc', tag: 'zh-Hant-HK', name: '繁體中文' },
  { language: 'zh-Hans', path: 'sc', tag: 'zh-Hans-CN', name: '简体中文' },
]

const [english] = readers as [Reader]

/** The reader of pages in a language. */
export const readerOf = (language: Language): Reader =>
  readers.find((reader) => reader.language === language) ?? english

/** The reader of a page by its address; undefined where the address is of no page. */
export const readerAt = (url: string): Reader | undefined =>
  readers.find(({ path }) => new RegExp(`^/${path}(/|\\?|$)`).test(url))

export const say = ({ language }: Reader, texts: Texts): string => texts[language]

/** Parameters of an address; each may be given several times. */
export type Given = Record<string, string[]>

export function queryOf(given: Given): URLSearchParams {
  return new URLSearchParams(
    Object.entries(given).flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  )
}

export function withQuery(path: string, given: Given): string {
  const query = queryOf(given)
  return query.size === 0 ? path : `${path}?${query}`
}

export const homeAddress = ({ path }: Reader): string => `/${path}`

export const listAddress = ({ path }: Reader, noun: NounName, given: Given = {}): string =>
  withQuery(`/${path}/${noun}`, given)

export const recordAddress = ({ path }: Reader, noun: NounName, id: string): string =>
  `/${path}/${noun}/${encodeURIComponent(id)}`

export const versionAddress = (reader: Reader, noun: NounName, id: string, version: number | string): string =>
  `${recordAddress(reader, noun, id)}/versions/${version}`

export const searchAddress = ({ path }: Reader, given: Given = {}): string => withQuery(`/${path}/search`, given)

/** The pages beside those of nouns, by the first part of their address. */
export type PageName = 'matrix' | 'timeline' | 'missing' | 'changes' | 'about' | 'editors'

export const pageAddress = ({ path }: Reader, page: PageName, given: Given = {}): string =>
  withQuery(`/${path}/${page}`, given)

export const feedAddress = ({ path }: Reader, name: NounName | 'changes', given: Given = {}): string =>
  withQuery(`/${path}/${name}.atom`, given)

export const compareAddress = ({ path }: Reader, mechanism: string, given: Given = {}): string =>
  withQuery(`/${path}/compare/${encodeURIComponent(mechanism)}`, given)

/** The address of an API request of which there is a page as well. */
export const pageOfRequest = ({ path }: Reader, request: string): string => request.replace(/^\/v1\//, `/${path}/`)

/** Words in brackets after others. */
export const inBrackets = ({ language }: Reader, words: string | number): string =>
  language === 'en' ? ` (${words})` : `（${words}）`
