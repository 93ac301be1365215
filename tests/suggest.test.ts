import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import t from 'tap'
import { rows } from '../src/database/rows.ts'
import { nouns } from '../src/nouns/all.ts'
import { suggestNames } from '../src/read/search/suggest-names.ts'
import { parseTyped } from '../src/text/typed-name.ts'
import { seededApp, testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

const dated = [...nouns.values()].filter(({ table }) => table.onDate)

t.test('a noun with very many records suggests what any other does, of what is common the newest', async (t) => {
  const { registry } = await seededApp(t)
  const suggested = async (noun: (typeof dated)[number], q: string, isLarge: boolean) => {
    const { hits } = await suggestNames(registry.db, [noun], parseTyped(q), 500, async () => isLarge)
    return hits.map(({ id }) => id)
  }
  let common = 0
  for (const noun of dated)
    for (const q of ['memo', 'hong k', 'shenzhen and', 'framework agreement on', '金', '上海', '合作', '備忘', 'zzz']) {
      const [all, some] = [await suggested(noun, q, false), await suggested(noun, q, true)]
      if (some.length < all.length) common += 1
      t.same(
        some.filter((id) => !all.includes(id)),
        [],
        `${noun.name}: ${q} suggests nothing that does not fit`,
      )
      t.ok(some.length === all.length || some.length >= 20, `${noun.name}: ${q} leaves out what is common alone`)
    }
  t.ok(common > 0, 'something was so common that only the newest were looked at')
  for (const noun of dated) {
    const written = await rows<{ id: string; name: string }>(
      registry.db,
      sql`select id, content::json -> 'title' ->> 'en' as name from ${noun.table} join versions using (version_id, id)
        where content::json -> 'title' ->> 'en' is not null order by id limit 40`,
    )
    for (const { id, name } of written.filter(({ name }) => name.length < 180))
      t.ok((await suggested(noun, name, true)).includes(id), `${noun.name}: ${name} is suggested by the whole of it`)
  }
})

t.test('names with the words in a row come first, and what tells of others comes last', async (t) => {
  const { app } = await seededApp(t)
  const suggested = async (q: string) => {
    const { data } = (await app.inject(`/v1/suggest?limit=5&q=${encodeURIComponent(q)}`)).json()
    return data as { noun: string; id: string }[]
  }
  t.ok((await suggested('Hong Kong P')).some(({ id }) => id === 'hk-palace-museum'))
  t.ok((await suggested('one zone')).some(({ id }) => id === 'shenzhen-2021-09-innovation-technology'))
  t.match((await suggested('Canton'))[0], { id: 'cn-440100' }, 'an old name is read as the present one')
  t.match((await suggested('上海市政府'))[0], { id: 'shanghai-government' }, 'and a government as it is called in full')
  t.match(await suggested('hk mon'), [{ id: 'hk-hkma' }], 'a short form is read in full')
  t.match(await suggested('第六屆滬港'), [{ id: 'shanghai-2024-04' }], 'a session may be counted by another word')
  t.match((await suggested('zzz')).length, 0)
  for (const q of ['2024', 'MoU']) t.not((await suggested(q))[0]?.noun, 'sources', q)
})

interface Seed {
  id: string
  name: Record<string, string>
}

const seedsOf = (noun: string): Seed[] => JSON.parse(readFileSync(`seeds/${noun}.json`, 'utf8'))

t.test('a name that is short for the whole of another comes first, whatever else has its words', async (t) => {
  const { app } = await seededApp(t)
  const first = async (route: string, q: string) =>
    (await app.inject(`/v1/${route}?limit=1&q=${encodeURIComponent(q)}`)).json().data[0]
  const short = (name: string) =>
    name.replace(/人民政府$/, '政府').replace(/(?:(?<=al |district )people's |people's (?=government of ))/i, '')
  const governments = seedsOf('organizations').flatMap(({ id, name }) =>
    Object.values(name).flatMap((name) => (short(name) === name ? [] : { id, q: short(name) })),
  )
  t.ok(governments.length > 50)
  const others = [
    { id: 'hk-government', q: '港府' },
    { id: 'hk-government', q: '香港政府' },
  ]
  for (const { id, q } of [...governments, ...others])
    for (const route of ['suggest', 'search']) t.equal((await first(route, q))?.id, id, `${route}: ${q}`)
})

t.test('a person is suggested by any form of address', async (t) => {
  const { app } = await seededApp(t)
  const suggested = async (q: string): Promise<{ noun: string; id: string; label: string }[]> =>
    (await app.inject(`/v1/suggest?limit=10&lang=en&q=${encodeURIComponent(q)}`)).json().data
  const people = seedsOf('persons')
  const some = people.filter((_, at) => at % 8 === 0)
  for (const { id, name } of some) {
    const called = (one: Seed) => Object.values(name).some((name) => Object.values(one.name).includes(name))
    const alike = people.filter(called).map(({ id }) => id)
    const { en, 'zh-Hant': traditional = '', 'zh-Hans': simplified = '' } = name
    const chinese = [traditional, simplified].filter(Boolean)
    const addressed = [
      ...(en ? [`Mr ${en}`, `Mrs. ${en}`, `The Hon ${en}`, `Dr ${en.slice(0, -1)}`, `Chief Secretary ${en}`] : []),
      ...chinese.flatMap((name) => [`${name}先生`, `${name}女士`, `${name}司長`, `局長${name}`, `${name} 博士`]),
    ]
    for (const q of addressed) t.ok(alike.includes((await suggested(q))[0]?.id ?? ''), `${q} is ${id}`)
  }
  for (const [q, id] of [
    ['Mr Tam', 'raymond-tam'],
    ['ms. lam', 'carrie-lam'],
    ['Prof', undefined],
    ['許局長', 'christopher-hui'],
    ['许局长', 'christopher-hui'],
    ['譚先生', 'raymond-tam'],
    ['Chief Executive Mr John L', 'john-lee'],
    ['行政長官李家', 'john-lee'],
    ['行政長官李', 'john-lee'],
    ['Secretary for Justice Paul L', 'paul-lam'],
    ['Dr Ch', 'k-c-chan'],
  ] as const) {
    const all = await suggested(q)
    if (id) t.ok(all.some((one) => one.id === id) && all[0]?.noun === 'persons', `${q} is ${id}`)
    else t.not(all[0]?.noun, 'persons', q)
  }
})

t.test('a name that lacks the script of the reader is told in the other one', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground, examples.organization('port', { name: { en: 'Port Office', 'zh-Hant': '港務處' } }))
  const { data } = (await app.inject('/v1/suggest?q=port&lang=zh-Hans')).json()
  t.match(data, [{ id: 'port', label: '港務處', language: 'zh-Hant' }])
})

t.test(
  'names are suggested while a search is read that knows as little of the nouns',
  { timeout: 60_000 },
  async (t) => {
    const { app } = await testApp(t)
    const search = app.inject('/v1/search?q=finance')
    const asked = [search, ...Array.from({ length: 2 }, () => app.inject('/v1/suggest?q=fin'))]
    t.same(new Set((await Promise.all(asked)).map(({ statusCode }) => statusCode)), new Set([200]))
    t.equal((await app.inject('/readyz')).statusCode, 200)
  },
)
