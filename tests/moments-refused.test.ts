import t from 'tap'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

interface Parameter {
  name: string
  $ref?: string
}
interface Contract {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>
  components: { parameters: Record<string, Parameter> }
}

const noMoments = ['2999-01-01', '2999-01-01T00:00:00Z', '999999', '2031-07', 'Yesterday', '2026-02-30', '2001-01-01']
/** What an operation needs beside. */
const needed: Record<string, string> = { '/v1/search': 'q=memorandum', '/v1/gaps': 'kind=area-without-agreement' }

t.test('every operation about the past refuses what is no moment of it, by the parameter', async (t) => {
  const { app, registry } = await testApp(t)
  await write(registry, ...ground)
  await write(registry, examples.agreement('a'), examples.area('b'), examples.measure('c'), examples.person('d'))
  const { paths, components }: Contract = (await app.inject('/openapi.json')).json()
  const namesOf = (parameters: Parameter[] = []) =>
    parameters.map(({ name, $ref }) => ($ref ? components.parameters[$ref.split('/').at(-1) ?? ''] : { name })?.name)
  const ofPast = Object.keys(paths).filter((path) => namesOf(paths[path]?.get?.parameters).includes('asOf'))
  t.ok(ofPast.length >= 28)
  for (const path of ofPast) {
    const [, , noun] = path.split('/')
    const first = path.includes('{') ? (await app.inject(`/v1/${noun}?limit=1`)).json().data[0].id : ''
    const address = `${path.replace('{id}', first)}?${needed[path] ?? ''}`
    t.match(await app.inject(address), { statusCode: 200 }, `${address} is answered`)
    for (const moment of noMoments) {
      const answer = await app.inject(`${address}&asOf=${moment}`)
      t.match(answer.json(), { status: 400, errors: [{ parameter: 'asOf' }] }, `${address} as of ${moment}`)
    }
  }
})
