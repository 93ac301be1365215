import { readFileSync } from 'node:fs'
import t from 'tap'
import { fold } from '../src/text/fold.ts'
import { nameKey } from '../src/text/name-key.ts'
import { pageOf } from '../src/text/page-address.ts'
import { parseQuery } from '../src/text/query-language.ts'
import { seededApp } from './support/app.ts'
import { some } from './support/runs.ts'

// A source is found by the address of its page, in whichever of its forms that is pasted.

const sources: { id: string; url?: string }[] = JSON.parse(readFileSync('seeds/sources.json', 'utf8'))
const pages = sources.flatMap(({ id, url }) => (url ? [{ id, url }] : []))

/** The address as people and programs copy it. */
function copiesOf(url: string): string[] {
  const { host, pathname, search, hash } = new URL(url)
  const rest = url.slice(url.indexOf('/', 'https://'.length))
  const withHost = (host: string) => `https://${host}${rest}`
  const bare = host.replace(/^(?:www|m)\./, '')
  const isNamed = /\.\p{L}+\.?(?::\d+)?$/u.test(bare)
  const hasFolder = search === '' && hash === '' && !/\.\w+$/.test(pathname)
  return [
    url,
    url.replace(/^https?/, (scheme) => (scheme === 'http' ? 'https' : 'http')),
    url.replace(/^https?:\/\//, ''),
    ` <${url}> `,
    decodeURI(url),
    decodeURI(url).replace(/^https?:\/\//, ''),
    new URL(url).href,
    url.replaceAll(/%[\da-f]{2}/gi, (byte) => byte.toUpperCase()),
    ...[bare, ...(isNamed ? [`www.${bare}`, `m.${bare}`, bare.toUpperCase()] : [])].map(withHost),
    ...(hash === '' ? [`${url}#top`, `${url}#:~:text=Hong%20Kong`] : []),
    ...(hash === '' ? [`${url}${search === '' ? '?' : '&'}utm_source=feed&fbclid=x`] : []),
    ...(hasFolder
      ? [`${url.replace(/\/$/, '')}/`, url.replace(/\/$/, ''), `${url.replace(/\/$/, '')}/index.html`]
      : []),
  ]
}

t.test('every form of an address is the same page', async (t) => {
  t.ok(pages.length > 500)
  for (const { url } of pages) {
    const key = nameKey(fold(pageOf(url))) ?? ''
    t.same(
      copiesOf(url).filter((copy) => !parseQuery(copy).name?.keys.includes(key)),
      [],
      url,
    )
  }
  const keys = pages.map(({ url }) => nameKey(fold(pageOf(url))))
  t.equal(new Set(keys).size, pages.length, 'and no two sources are of one page')
})

t.test('a page is the same however it is shown, and another by what it is about', async (t) => {
  for (const [one, other] of [
    [
      'https://zh.wikipedia.org/zh-tw/泛珠三角区域合作?oldformat=true',
      'https://zh.m.wikipedia.org/zh-tw/泛珠三角區域合作',
    ],
    ['https://paper.example/a(1)', 'https://paper.example/a%281%29'],
    ['https://paper.example./a', 'https://paper.example:443/a/'],
    ['https://paper.example/a?b=1&c=%E6%B8%AF', 'https://paper.example/a?c=港&amp=1&b=1'],
  ] as const)
    t.equal(nameKey(fold(pageOf(one))), nameKey(fold(pageOf(other))), one)
  for (const [one, other] of [
    ['https://paper.example/a?id=1', 'https://paper.example/a?id=2'],
    ['https://paper.example/#/1', 'https://paper.example/#/2'],
    ['https://m.com/a', 'https://paper.com/a'],
    ['https://paper.example/%A4%A4', 'https://paper.example/%A4%E5'],
  ] as const)
    t.not(nameKey(fold(pageOf(one))), nameKey(fold(pageOf(other))), one)
})

t.test('a source is found by the address that it has', async (t) => {
  const { app } = await seededApp(t)
  const first = async (path: string, q: string) =>
    (await app.inject(`/v1/${path}?limit=1&q=${encodeURIComponent(q)}`)).json().data[0]?.id
  for (const { id, url } of some(pages, 5)) t.equal(await first('sources', url), id, url)
  for (const { id, url } of some(pages, 50))
    for (const copy of copiesOf(url)) t.equal(await first('search', copy), id, copy)
  for (const { id, url } of some(pages, 50)) t.equal(await first('suggest', url), id, url)
})
