import t from 'tap'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

t.test('a date finds what is of that day, month or year as far as it is known', async (t) => {
  const { app, registry } = await testApp(t)
  await write(
    registry,
    ...ground,
    examples.agreement('of-day', { title: { en: 'Finance' }, signedOn: '2024-04-26' }),
    examples.agreement('of-month', { title: { en: 'Finance' }, signedOn: '2024-04' }),
    examples.agreement('of-year', { title: { en: 'Finance' }, signedOn: '2024' }),
    examples.agreement('of-water', { title: { en: 'Water, 2025年至2027年' }, signedOn: '2021' }),
    examples.agreement('of-may', { title: { en: 'Summary of 26 April 2024' }, signedOn: '2024-05-02' }),
  )
  const ask = async (q: string) => {
    const { data } = (await app.inject(`/v1/agreements?q=${encodeURIComponent(q)}`)).json()
    return data.map(({ id }: { id: string }) => id)
  }
  const day = ['of-day', 'of-may']
  const month = ['of-day', 'of-month', 'of-may']
  for (const [q, expected] of [
    ['26 April 2024', day],
    ['26th of Apr. 2024', ['of-day']],
    ['April 26, 2024', ['of-day']],
    ['2024-04-26 agreement', ['of-day']],
    ['26/4/2024', ['of-day']],
    ['2024.4.26', ['of-day']],
    ['2024年4月26日', ['of-day']],
    ['２０２４年４月２６日', ['of-day']],
    ['二〇二四年四月二十六日簽署的協議', ['of-day']],
    ['finance April 2024', ['of-day', 'of-month']],
    ['April 2024', month],
    ['2024年4月', ['of-day', 'of-month']],
    ['finance -"26 April 2024" 2024', ['of-day', 'of-month', 'of-year']],
    ['2024/4', ['of-day', 'of-month']],
    ['20240426', ['of-day']],
    ['2024. 4. 26.', ['of-day']],
    ['finance 2023-2024', ['of-day', 'of-month', 'of-year']],
    ['between 2023 and 2025', ['of-may', 'of-day', 'of-month', 'of-year']],
    ['2023至2024年簽署的協議', ['of-may', 'of-day', 'of-month', 'of-year']],
    ['2023-24', ['of-may', 'of-day', 'of-month', 'of-year']],
    ['finance since 2024', ['of-day', 'of-month', 'of-year']],
    ['finance before 2024', []],
    ['before 2022', ['of-water']],
    ['water 2025-2027', ['of-water']],
    ['2024', ['of-may', 'of-day', 'of-month', 'of-year', 'of-water']],
    ['agreements 2027', ['of-water']],
    ['26/04/24', ['of-day']],
    ['26 Apr 24', ['of-day']],
    ["April '24", ['of-day', 'of-month']],
    ['Apr-24', ['of-day', 'of-month']],
    ['24年4月', ['of-day', 'of-month']],
    ['四月 2024', ['of-day', 'of-month']],
    ['2024 4月', ['of-day', 'of-month']],
    ['二〇二四年四月廿六日', ['of-day']],
    ['2024年4月底', ['of-day', 'of-month']],
    ['2024 Q2', ['of-may', 'of-day', 'of-month']],
    ['finance second quarter of 2024', ['of-day', 'of-month']],
    ['2024年第二季度', ['of-may', 'of-day', 'of-month']],
    ['2024年上半年簽署的協議', ['of-may', 'of-day', 'of-month']],
    ['H2 2024', []],
    ['January 2024', []],
    ['31 February 2024', []],
    ['"2024-04-26"', []],
    ['-', []],
  ] as const)
    t.same(await ask(q), expected, q)
})

t.test('a title that is too long for words is found with the day of its document beside it', async (t) => {
  const { app, registry } = await testApp(t)
  const title = `Arrangement on ${'the exchange of mutual experience and '.repeat(8)}visits`
  const chinese = `2024年度關於${'互相交流經驗以及合作事宜'.repeat(20)}的安排`
  await write(registry, ...ground, examples.agreement('long', { title: { en: title, 'zh-Hant': chinese } }))
  for (const q of [
    `26 April 2024: ${title}`,
    `2024-04-26 ${title}`,
    `[2024.4.26] ${title}`,
    `26/4/2024 – ${title}`,
    `April 26, 2024, ${title}`,
    `${title} (26 April 2024)`,
    `2024年4月26日 ${chinese}`,
    `【２０２４年４月２６日】${chinese}`,
  ])
    t.match((await app.inject(`/v1/agreements?q=${encodeURIComponent(q)}`)).json(), { data: [{ id: 'long' }] }, q)
})

t.test('an id finds its record, by itself or in an address', async (t) => {
  const { app, registry } = await testApp(t)
  await write(
    registry,
    ...ground,
    examples.agreement('paper-of-2024', { title: { en: 'Finance' }, formerIds: ['paper-of-24'] }),
    examples.agreement('other', { title: { en: 'Paper of 2024' } }),
  )
  const ask = async (q: string) => {
    const { data } = (await app.inject(`/v1/agreements?q=${encodeURIComponent(q)}`)).json()
    return data.map(({ id }: { id: string }) => id)
  }
  const address = 'https://registry.example/agreements/paper-of-2024?lang=en'
  for (const q of ['/v1/agreements/paper-of-2024', address, 'paper-of-24']) t.same(await ask(q), ['paper-of-2024'], q)
  t.same(await ask('paper-of-2024'), ['other', 'paper-of-2024'], 'after what has it for a name')
})

t.test('stretches of years have their cost', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground, examples.agreement('of-day', { signedOn: '2024-04-26' }))
  const ask = (path: string, stretches: string[]) => app.inject(`/v1/${path}?q=${stretches.join('+')}`)
  const many = Array.from({ length: 18 }, (_, at) => `since+19${11 + at}`)
  for (const path of ['search', 'agreements']) {
    t.ok((await ask(path, many.slice(0, 1))).json().total > 0, path)
    t.match((await ask(path, many)).json(), { status: 400, errors: [{ parameter: 'q' }] }, path)
  }
})
