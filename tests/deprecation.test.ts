import t from 'tap'
import { z } from 'zod'
import { contractOf } from '../src/http/contract.ts'
import { deprecatedParameter } from '../src/http/deprecation.ts'
import { testServer } from './support/things.ts'

const deprecation = { since: '2027-01-01', until: '2028-01-01', link: '/problems' }

t.test('what is given up', async (t) => {
  const app = await testServer(t, { publicUrl: 'https://example.org/registry' })
  const old = deprecatedParameter(z.string().optional().describe('Another name of `q`.'), deprecation)
  const querystring = z.strictObject({ q: z.string().optional(), old })
  const response = { 200: z.object({}) }
  const config = { deprecation: { since: '2027-01-01', link: '/problems' } }
  app.get('/v1/new', { schema: { operationId: 'getNew', querystring, response } }, async () => ({}))
  app.get('/v1/old', { schema: { operationId: 'getOld', response }, config }, async () => ({}))

  await app.ready()
  const { paths } = JSON.parse(contractOf(app).json)
  t.equal(paths['/v1/old'].get.deprecated, true)
  t.equal(paths['/v1/new'].get.deprecated, undefined)
  const marked = paths['/v1/new'].get.parameters.find(({ name }: { name: string }) => name === 'old')
  t.match(marked, { deprecated: true })

  const link = '</registry/problems>; rel="deprecation"; type="text/html"'
  const used = (await app.inject('/v1/new?old=x')).headers
  t.match(used, { deprecation: '@1798761600', sunset: 'Sat, 01 Jan 2028 00:00:00 GMT', link })
  const gone = (await app.inject('/v1/old')).headers
  t.match(gone, { deprecation: '@1798761600', sunset: undefined, link })
  t.match((await app.inject('/v1/new?q=x')).headers, { deprecation: undefined, link: undefined })
})
