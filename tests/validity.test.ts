import { readFileSync } from 'node:fs'
import t from 'tap'
import { seededApp } from './support/app.ts'

// Records tell by dates and years until when a document holds, and from when; people ask for it in words.

interface Seed {
  id: string
  expiresOn?: string
  effectiveOn?: string
  term?: object
}

t.test('how long documents hold', async (t) => {
  const { app } = await seededApp(t)
  const ask = async (q: string, noun = 'search') =>
    (await app.inject(`/v1/${noun}?limit=100&q=${encodeURIComponent(q)}`)).json()
  const idsOf = async (q: string, noun?: string): Promise<string[]> =>
    (await ask(q, noun)).data.map(({ id }: { id: string }) => id)
  const agreements: Seed[] = JSON.parse(readFileSync('seeds/agreements.json', 'utf8'))
  const those = (have: (one: Seed) => unknown) => agreements.filter(have).map(({ id }) => id)

  await t.test('is what words for it ask for by themselves', async (t) => {
    const limited = those(({ expiresOn, term }) => expiresOn ?? term)
    t.ok(limited.length > 20)
    for (const q of [
      '到期',
      '到期日',
      '幾時到期',
      '何時到期',
      '几时到期',
      '屆滿日期',
      '有效期',
      '幾時過期',
      'expiry',
      'when do they expire',
      'expiring',
      'Expiry date',
      '哪些協議到期',
      'agreements that expire',
    ])
      t.same((await idsOf(q, 'agreements')).sort(), limited.sort(), q)
    const effective = those(({ effectiveOn }) => effectiveOn)
    for (const q of ['生效日期', '幾時生效', '何时生效'])
      t.same((await idsOf(q, 'agreements')).sort(), effective.sort(), q)
    for (const q of ['到期', '幾時生效', 'expiry date', 'effective date']) t.ok((await ask(q)).total > 10, q)
  })

  await t.test('is asked of a document without hiding it', async (t) => {
    for (const [q, document] of [
      ['東江水 到期', '東江水'],
      ['東江水協議幾時到期', '東江水協議'],
      ['粵港合作框架協議到期日', '粵港合作框架協議'],
      ['粤港合作框架协议有效期', '粵港合作框架協議'],
      ['CEPA 到期', 'CEPA'],
      ['CEPA到期未', 'CEPA'],
      ['CEPA 幾時生效', 'CEPA'],
      ['when does CEPA expire', 'CEPA'],
      ['CEPA expiry date', 'CEPA'],
      ['CEPA effective date', 'CEPA'],
    ] as const)
      for (const noun of ['search', 'agreements'])
        t.equal((await ask(q, noun)).total, (await ask(document, noun)).total, `${noun}: ${q}`)
    t.ok(those(({ expiresOn }) => expiresOn).includes((await idsOf('東江水 到期', 'agreements'))[0] ?? ''))
    for (const q of ['2026年到期', '2026 到期', 'expires 2026'])
      t.ok(those(({ expiresOn }) => expiresOn === '2026').includes((await idsOf(q))[0] ?? ''), q)
  })

  await t.test('is marked in what is found', async (t) => {
    const { data } = await ask('2026年到期')
    const marked = data[0].highlights.filter(({ field }: { field: string }) => field === 'expiresOn')
    t.match(marked[0], { language: 'zh-Hant', text: '屆滿：<em>2026年</em>' })
    const terms: { text: string }[] = (await ask('expires')).data.flatMap(
      ({ highlights }: { highlights: { field: string }[] }) => highlights.filter(({ field }) => field === 'term'),
    )
    t.ok(terms.length > 0)
    for (const { text } of terms) t.match(text, /unless renewed/, 'no term is told to end what may be renewed')
  })
})
