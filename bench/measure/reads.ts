import type { Bench } from '../context.ts'
import { type DataSet, firstTitle } from '../data.ts'
import { walkTurns } from './walk-turns.ts'

const encoded = encodeURIComponent

/** The search terms, by how often the data set holds them. */
const termsOf = ([rare, rareZh]: DataSet['rare']) => ({
  'rare name': rare,
  'rare name in Chinese': rareZh,
  'common word': 'cooperation',
  'common Chinese word': '合作',
  'common, all old': 'telegraph',
  'common, all old, in Chinese': '電報',
  'one Chinese character': '金',
  'two words': 'legal services',
  'four characters': '金融服務',
  'a name of a domain': 'finance',
})

/** Pasted titles, and words of which some are in the record and the others in the names of what it refers to. */
const across = ([title, titleZh]: [string, string]) => ({
  'a pasted title': title,
  'a pasted title in Chinese': titleZh,
  'the middle of a title': title.split(' ').slice(3, 9).join(' '),
  'words across records': 'HKMA telegraph Shenzhen',
  'common words across records': 'Shanghai finance',
  'words across records, in Chinese': '滬 金融',
  'words across records, in one run': '上海金融',
})

/** What is typed of a name, from its first character on, and short forms. */
const typed = [
  'h',
  'sh',
  'shen',
  'financ',
  'framework agreement',
  'memorandum of u',
  'Hong Kong',
  'Mr Lee',
  'hkma',
].concat(['上', '上海', '龍', '合作', '新鴻', '關於', '深圳市政府'])

const filtered = {
  'word and domain': `q=${encoded('合作')}&domain=finance`,
  'word and mechanism': `q=${encoded('training')}&mechanism=shanghai`,
  'word and year': `q=${encoded('合作')}&year=2019`,
  'old word and year': `q=telegraph&year=2024`,
  'two words and three filters': `q=${encoded('legal services')}&domain=dispute-resolution&mechanism=guangdong&year=2020`,
}

export async function measureSearch(bench: Bench): Promise<void> {
  const terms = termsOf(bench.data.rare)
  const questions = {
    ...Object.fromEntries(
      Object.entries(terms).map(([label, term]) => [label, `/v1/search?q=${encoded(term)}&limit=20&lang=en`]),
    ),
    ...Object.fromEntries(
      Object.entries(terms).map(([label, term]) => [
        `${label}, agreements`,
        `/v1/agreements?q=${encoded(term)}&limit=20&lang=en`,
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(filtered).map(([label, query]) => [label, `/v1/agreements?${query}&limit=20&lang=en`]),
    ),
  }
  bench.results.rows.push(...(await walkTurns(bench, 'search', questions)))
  const crossing = Object.entries(across(await firstTitle(bench.data))).flatMap(([label, term]) => [
    [label, `/v1/search?q=${encoded(term)}&limit=20&lang=en`],
    [`${label}, agreements`, `/v1/agreements?q=${encoded(term)}&limit=20&lang=en`],
  ])
  bench.results.rows.push(...(await walkTurns(bench, 'search across', Object.fromEntries(crossing))))
  const suggested = typed.map((text) => [text, `/v1/suggest?q=${encoded(text)}&limit=10&lang=en`])
  bench.results.rows.push(...(await walkTurns(bench, 'suggest', Object.fromEntries(suggested))))
}

const structured = {
  'no filter': '',
  'by domain': '&domain=finance',
  'by mechanism and year': '&mechanism=shanghai&year=2020',
  'by domain and type': '&domain=health&type=memorandum-of-understanding',
}
const text = {
  'common word': `&q=${encoded('合作')}`,
  'word and domain': `&q=${encoded('合作')}&domain=finance`,
  'two words': `&q=${encoded('legal services')}`,
}

export async function measureFacets(bench: Bench): Promise<void> {
  const base = '/v1/agreements?facets=domain&facets=mechanism&facets=year'
  bench.results.rows.push(
    ...(await walkTurns(bench, 'facets', under(base, structured))),
    ...(await walkTurns(bench, 'facets under text', under(base, text))),
  )
}

export async function measureMatrix(bench: Bench): Promise<void> {
  const base = '/v1/matrix?rows=mechanism&columns=domain'
  bench.results.rows.push(
    ...(await walkTurns(bench, 'matrix', {
      ...under(base, structured),
      'year and type': '/v1/matrix?rows=year&columns=type',
    })),
    ...(await walkTurns(bench, 'matrix under text', under(base, text))),
  )
}

function under(base: string, filters: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).map(([label, filter]) => [label, base + filter]))
}
