import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import t from 'tap'
import { z } from 'zod'
import { addLink } from '../src/http/added-headers.ts'
import { contractOf } from '../src/http/contract/contract.ts'
import { deprecatedParameter } from '../src/http/deprecation.ts'
import { openEntrance } from '../src/http/entrance.ts'
import { testServer } from './support/things.ts'

const deprecation = { since: '2027-01-01', until: '2028-01-01', link: '/problems' }

t.test('what is given up', async (t) => {
  const app = await testServer(t, { publicUrl: 'https://example.org/registry' })
  const old = deprecatedParameter(z.string().optional().describe('Another name of `q`.'), deprecation)
  const querystring = z.strictObject({ q: z.string().optional(), old })
  const response = { 200: z.object({}) }
  const next = '</registry/v1/old?cursor=x>; rel="next"'
  const config = { deprecation: { since: '2027-01-01', link: '/problems' } }
  app.get('/v1/new', { schema: { operationId: 'getNew', querystring, response } }, async () => ({}))
  app.get('/v1/old', { schema: { operationId: 'getOld', response }, config }, async (_, reply) => {
    addLink(reply, next)
    return {}
  })

  await app.ready()
  const { paths } = JSON.parse(contractOf(app))
  t.equal(paths['/v1/old'].get.deprecated, true)
  t.equal(paths['/v1/new'].get.deprecated, undefined)
  const marked = paths['/v1/new'].get.parameters.find(({ name }: { name: string }) => name === 'old')
  t.match(marked, { deprecated: true })

  const link = '</registry/problems>; rel="deprecation"; type="text/html"'
  const used = (await app.inject('/v1/new?old=x')).headers
  t.match(used, { deprecation: '@1798761600', sunset: 'Sat, 01 Jan 2028 00:00:00 GMT', link })
  const gone = (await app.inject('/v1/old')).headers
  t.match(gone, { deprecation: '@1798761600', sunset: undefined, link: `${link}, ${next}` }, 'beside a link of its own')
  t.match((await app.inject('/v1/new?q=x')).headers, { deprecation: undefined, link: undefined })
  const { statusCode, headers: refused } = await app.inject('/v1/new?old=x&other=x')
  t.match(
    [statusCode, refused.deprecation, refused.link],
    [400, '@1798761600', link],
    'as is a request that is refused',
  )
  t.match(String(refused['access-control-expose-headers']), /Deprecation.*Link.*Sunset/, 'and pages of others may know')

  // What is answered ahead of the routes is not what they have to tell of.
  for (const address of ['/v1/old', '/v1/old?q=x', '/v1/ol%64', '/v1/new?q=x&old=x', '/v1/new?ol%64=x', '/v1/%zz'])
    t.ok(app.mayBeDeprecated(address), address)
  for (const address of ['/v1/new', '/v1/new?q=old', '/v1/older']) t.notOk(app.mayBeDeprecated(address), address)
  const { admit } = openEntrance(app)
  const headers = { host: 'example.org' }
  for (const [url, isAdmitted] of [
    ['/v1/old', false],
    ['/v1/new', true],
  ] as const) {
    const request = Object.assign(new IncomingMessage(new Socket()), {
      method: 'GET',
      url,
      headers,
      httpVersion: '1.1',
      rawHeaders: ['Host', 'example.org'],
    })
    t.equal(admit(request, new ServerResponse(request)) !== undefined, isAdmitted, url)
  }
})
