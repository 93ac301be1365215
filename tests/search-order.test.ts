import t from 'tap'
import { searchAnswer } from '../src/api/search/search-schema.ts'
import { nouns } from '../src/nouns/all.ts'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

t.test('among several nouns, what only tells of others comes last', async (t) => {
  const { app, registry } = await testApp(t)
  await write(
    registry,
    ...ground,
    examples.region('cn-sc', { name: { en: 'Sichuan' } }),
    examples.agreement('met', { title: { en: 'On money' }, parties: ['cn-hk', 'cn-sc'], signedOn: '2001' }),
    examples.source('titled', { title: { en: 'Sichuan and money' }, published: '2024' }),
    examples.source('near', { title: { en: 'Of Sichuan money' }, published: '2001' }),
  )
  const ask = async (q: string, more = '') =>
    searchAnswer(nouns)
      .parse((await app.inject(`/v1/search?q=${encodeURIComponent(q)}&score=true${more}`)).json())
      .data.map(({ id, score }) => ({ id, score }))
  const found = await ask('sichuan money')
  t.same(
    found.map(({ id }) => id),
    ['met', 'near', 'titled'],
  )
  t.ok(found.every(({ score = 0 }) => score > 0))
  t.same((await ask('Sichuan and money'))[0]?.id, 'titled', 'but for the whole of a title')
  t.ok(
    ((await ask('sichuan money', '&noun=sources'))[0]?.score ?? 0) > 0.5,
    'searched alone, it is judged like all others',
  )
})

t.test(
  'among equal hits of several nouns, what others are found by and lasts comes before what is newer',
  async (t) => {
    const { app, registry } = await testApp(t)
    await write(
      registry,
      ...ground,
      examples.mechanism('standing', { name: { en: 'Joint Panda Conference' }, established: '1998' }),
      examples.meeting('held', { name: { en: 'Joint Panda Session' } }),
      examples.region('undated', { name: { en: 'Joint Panda Zone' } }),
      examples.region('cn-hb', { name: { en: 'Hubei' } }),
      examples.mechanism('young', { name: { en: 'Bamboo Forum' }, parties: ['cn-hk', 'cn-hb'], established: '2024' }),
      examples.meeting('older', { name: { en: 'Bamboo Session' }, parties: ['cn-hk', 'cn-hb'], date: '1998' }),
    )
    const ask = async (q: string) =>
      searchAnswer(nouns)
        .parse((await app.inject(`/v1/search?q=${q}`)).json())
        .data.map(({ id }) => id)
    t.same(await ask('joint+panda'), ['undated', 'standing', 'held'])
    t.same(await ask('bamboo+hubei'), ['young', 'older'], 'but where names have only some of the words, what is newer')
  },
)

t.test('a year beside other words is met by a name or by the date of the record', async (t) => {
  const { app, registry } = await testApp(t)
  await write(
    registry,
    ...ground,
    examples.agreement('told', { title: { en: 'Water agreement for 2021 to 2023' }, signedOn: '2020-12' }),
    examples.agreement('dated', { title: { en: 'Agreement on the supply of water' }, signedOn: '2023-12' }),
  )
  const { data } = searchAnswer(nouns).parse((await app.inject('/v1/search?q=agreement+on+water+2023')).json())
  t.same(
    data.map(({ id }) => id),
    ['dated', 'told'],
  )
  t.same(data[0]?.highlights[0]?.text, '<em>Agreement</em> on the supply of <em>water</em>', 'marks no small word')
})

t.test('a run of Chinese that only a source has is read in words, unless it is the whole of a title', async (t) => {
  const { app, registry } = await testApp(t)
  await write(
    registry,
    ...ground,
    examples.mechanism('joint', { name: { en: 'Joint Conference', 'zh-Hant': '粵港合作聯席會議' } }),
    examples.source('telling', { title: { 'zh-Hant': '粵港聯席會議報道' } }),
  )
  const ask = async (q: string, noun = 'search') =>
    (await app.inject(`/v1/${noun}?q=${encodeURIComponent(q)}`)).json().data.map(({ id }: { id: string }) => id)
  t.same(await ask('粵港聯席會議'), ['joint', 'telling'])
  t.same(await ask('粵港聯席會議報道'), ['telling'])
  t.same(await ask('粵港聯席會議', 'sources'), ['telling'])
})
