import t from 'tap'
import { seededApp } from './support/app.ts'
import { askDearest } from './support/dear-requests.ts'
import { runs } from './support/runs.ts'

t.test('the dearest requests that the contract allows', async (t) => {
  const service = await seededApp(t)
  const { app } = service

  await t.test('are answered in time or refused', async (t) => {
    const { answered, refused, failed, slowest } = await askDearest(service, runs(4).numRuns)
    t.comment(`the slowest took ${slowest.milliseconds} ms: ${slowest.address.slice(0, 200)}`)
    t.same(failed, [])
    t.ok(answered > 30, `${answered} are answered`)
    t.ok(refused > 3, `${refused} are refused`)
  })

  await t.test('are told what to leave out', async (t) => {
    const values = (name: string, ids: string[]) => ids.map((id) => `${name}=${id}`).join('&')
    const { data } = (await app.inject('/v1/domains?limit=20&fields=id')).json()
    const ids = data.map(({ id }: { id: string }) => id)
    const facets = values('facets', ['domain', 'mechanism', 'party', 'type', 'status', 'year', 'organization', 'side'])
    const filters = ['domain', 'domain.not', 'domain.all'].map((name) => values(name, ids.slice(0, 10))).join('&')
    const words = 'ab+'.repeat(40)
    const answer = await app.inject(`/v1/agreements?${filters}&side=hk&${facets}&q=${words}`)
    t.equal(answer.statusCode, 400)
    t.match(answer.json().errors, [{ parameter: 'facets', detail: /Leave it out/ }])
    t.equal((await app.inject(`/v1/agreements?${filters}&side=hk&limit=1`)).statusCode, 200, 'and may ask for the rest')
    for (const path of ['search', 'suggest']) {
      const asked = await app.inject(`/v1/${path}?q=${'ab+'.repeat(90)}`)
      t.match(asked, { statusCode: 400 }, `${path}: ninety words in nine nouns`)
    }
    t.match(await app.inject(`/v1/suggest?q=${'abcd+'.repeat(40)}`), { statusCode: 200 }, 'and a name may be long')
  })

  await t.test('cost the same by whatever they ask of the meeting of an area', async (t) => {
    const facets = 'facets=domain&facets=meeting&facets=mechanism&facets=year&facets=agreed'
    const costOf = async (filter: string) => {
      const { errors } = (await app.inject(`/v1/consensus-areas?q=${'ab+'.repeat(90)}&${facets}&${filter}`)).json()
      return /of the (\d+) units/.exec(errors?.[0].detail)?.[1]
    }
    const cost = await costOf('party=cn-sh')
    t.ok(cost)
    t.equal(await costOf('mechanism=shanghai'), cost)
    t.equal(await costOf('year=2024'), cost)
  })

  await t.test('are advised of a few of many ids that name nothing', async (t) => {
    const ids = Array.from({ length: 9 }, (_, n) => `organization=hk-healt-bureau-${n}`).join('&')
    const { errors } = (await app.inject(`/v1/agreements?${ids}`)).json()
    t.equal(errors.length, 9)
    t.equal(errors.filter(({ suggestion }: { suggestion?: string }) => suggestion).length, 3)
  })

  await t.test('cost no more for what is said again', async (t) => {
    const often = await app.inject(`/v1/agreements?${'party.all=cn-sh&domain.all=finance&'.repeat(80)}limit=5`)
    const once = await app.inject('/v1/agreements?party.all=cn-sh&domain.all=finance&limit=5')
    t.equal(often.statusCode, 200)
    t.same(often.json().data, once.json().data)
    t.ok(once.json().total > 0)
    const many = Array.from({ length: 21 }, (_, year) => `year=${2000 + year}`).join('&')
    t.match(await app.inject(`/v1/agreements?${many}`), { statusCode: 400 })
  })
})
