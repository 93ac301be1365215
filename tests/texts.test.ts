import t from 'tap'
import { keepTexts, type Text } from '../src/read/record-texts.ts'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

const day = '/v1/agreements/day'
const list = '/v1/agreements?domain=health'

t.test('texts in memory are of the versions that are asked for', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground, examples.agreement('day', { signedOn: '2024-05' }))
  const told = async (url: string) => {
    const answer = (await app.inject(url)).json()
    const { version, signedOn } = answer.data?.[0] ?? answer
    return `${version} ${signedOn}`
  }
  const seq = (await app.inject(day)).headers['registry-seq']
  for (const url of [list, day, `${list}&limit=1`]) t.equal(await told(url), '1 2024-05')
  await write(registry, examples.agreement('day', { signedOn: '2024-06' }))
  for (const url of [`${list}&asOf=${seq}`, `${day}?asOf=${seq}`]) t.equal(await told(url), '1 2024-05')
  for (const url of [day, list, `${day}?fields=version&fields=signedOn`]) t.equal(await told(url), '2 2024-06')
})

t.test('an answer from a text in memory tells the position that it was read at', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground, examples.agreement('day'))
  const told = async (url: string) => (await app.inject(url)).headers['registry-seq']
  const seq = Number(await told('/en/agreements/day'))
  t.ok(registry.texts.find('mechanisms/shanghai'), 'the page names its mechanism')
  await write(registry, examples.agreement('day', { signedOn: '2024-06' }))
  for (const url of ['/v1/mechanisms/shanghai', '/en/mechanisms/shanghai', '/en/agreements/day'])
    t.equal(await told(url), String(seq + 1), url)
})

t.test('no more texts are kept than there is room for', async (t) => {
  const kept = keepTexts({ epoch: () => 'one' })
  const text = (versionId: number, megabytes = 1) => {
    return { versionId, tag: '', updatedAt: '', body: Buffer.alloc(megabytes * 2 ** 20) }
  }
  const keep = (name: string, text: Text) => kept.keep(name, text, text.body.length)
  const has = (id: number) => kept.find(String(id))?.versionId === id
  for (let id = 1; id <= 100; id += 1) keep(String(id), text(id))
  const left = Array.from({ length: 100 }, (_, at) => at + 1).filter(has)
  t.ok(left.length >= 12 && left.length <= 24, `${left.length} MB are left`)
  t.equal(left.at(-1), 100)
  keep('asked', text(0))
  for (let id = 101; id <= 200; id += 1) {
    keep(String(id), text(id))
    t.equal(kept.find('asked')?.versionId, 0, 'what is asked for again and again stays')
  }
})
