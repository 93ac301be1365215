import t from 'tap'
import { agreementNoun } from '../src/nouns/agreements/agreement-noun.ts'
import { questions } from '../src/nouns/introduction.ts'
import { examples, ground, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'
import { readContract } from './support/written-contract.ts'

t.test('Swagger UI', async (t) => {
  const { app, registry } = await testWriter(t)
  await write(registry, ...ground, examples.meeting('first'))
  const { body, headers } = await app.inject('/docs')

  t.test('loads its files from this service alone, each for ever', async (t) => {
    const files = [...body.matchAll(/(?:<script|<link|<img)[^>]* (?:src|href)="([^"]+)"/g)].map(([, path]) =>
      String(path),
    )
    t.ok(files.length >= 5)
    for (const file of files) {
      const sent = await app.inject({ url: `/${file}`, headers: { 'accept-encoding': 'gzip' } })
      t.match(sent, { statusCode: 200, headers: { 'cache-control': /immutable/, 'content-encoding': 'gzip' } }, file)
    }
    t.match(headers['content-security-policy'], /default-src 'self'/)
    t.match(await app.inject('/docs/'), { statusCode: 308, headers: { location: '../docs' } })
  })

  t.test('opens with questions that the registry answers', async (t) => {
    t.equal(questions.length, 5)
    for (const { href, text } of questions) {
      t.ok(body.includes(text))
      const [path = '', query = ''] = href.split('?')
      const known = new Set((await shown()).parametersOf(path).map(({ name }) => name))
      for (const name of new URLSearchParams(query).keys()) t.ok(known.has(name), `${path} takes ${name}`)
    }
  })

  t.test('shows a contract that it opens at once', async (t) => {
    const { contract, parametersOf } = await shown()
    t.equal(contract.openapi, '3.0.3')
    t.notMatch(JSON.stringify(contract), /"type":\[|"const":|"examples":\[/)
    const published = readContract()
    t.ok(JSON.stringify(contract).length < JSON.stringify(published).length)
    t.equal(contract.tags[0].name, 'agreements')
    const parameters = parametersOf('/v1/agreements')
    t.equal(parameters.length, published.paths['/v1/agreements'].get.parameters.length)
    for (const { name, required, schema, example } of parameters) {
      const references = agreementNoun.parameters[name]?.references
      t.equal(schema.items?.format, references && `${references}-id`, name)
      if (references) t.ok(schema.items?.example, name)
      if (!required) t.notOk(schema.example ?? example, `${name} is not filled in`)
    }
  })

  interface Parameter {
    name: string
    required?: boolean
    example?: unknown
    schema: { example?: unknown; items?: { format?: string; example?: unknown } }
  }

  async function shown() {
    const contract = (await app.inject('/docs/openapi.json')).json()
    const parametersOf = (path: string): Parameter[] =>
      contract.paths[path].get.parameters.map((one: { $ref?: string } & Parameter) =>
        one.$ref ? contract.components.parameters[one.$ref.split('/').at(-1) ?? ''] : one,
      )
    return { contract, parametersOf }
  }
})
