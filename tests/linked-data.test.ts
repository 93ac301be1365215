import { readFileSync } from 'node:fs'
import jsonld from 'jsonld'
import { Parser, Store } from 'n3'
import Validator from 'rdf-validate-shacl'
import t from 'tap'
import { seededApp, testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'

// What is sent as JSON-LD is read as triples, and judged as a receiver would.

const shapes = new Store(new Parser().parse(readFileSync('tests/fixtures/dcat-ap.ttl', 'utf8')))

/** The triples of a document. Nothing is fetched for it but the vocabulary of schema.org, whose terms all lie under one address. */
async function triplesOf(document: object): Promise<Store> {
  const documentLoader = async (url: string): Promise<never> => {
    throw new Error(`asks for ${url}`)
  }
  const text = await jsonld.toRDF(
    document as jsonld.JsonLdDocument,
    {
      format: 'application/n-quads',
      documentLoader,
      safe: true,
    } as jsonld.Options.ToRdf,
  )
  return new Store(new Parser({ format: 'N-Quads' }).parse(text as unknown as string))
}

async function faultsOf(document: object): Promise<string[]> {
  const { results } = await new Validator(shapes).validate(await triplesOf(document))
  return results.map(({ path, focusNode, message }) =>
    [focusNode?.value, path && 'value' in path && path.value, message.map(({ value }) => value)].join(' '),
  )
}

t.test('the description of the data set', async (t) => {
  const { app } = await seededApp(t, { publicUrl: 'https://example.org/registry' })
  const { headers, body } = await app.inject('/v1/dataset')
  t.equal(headers['content-type'], 'application/ld+json')
  const document = JSON.parse(body)
  t.same(await faultsOf(document), [], 'is what DCAT-AP asks for')
  const distributions = document['dcat:distribution'] as { 'dcat:accessURL': { '@id': string } }[]
  t.ok(distributions.length > 30)
  for (const {
    'dcat:accessURL': { '@id': address },
  } of distributions)
    t.match(address, /^https:\/\/example\.org\/registry\/v1\/[a-z-]+\?format=[a-z]+$/)
  const spoilt = { ...document, 'dcterms:publisher': 'somebody', 'dcterms:license': undefined }
  t.equal((await faultsOf(spoilt)).length, 3, 'and what is not is found')
})

t.test('an empty registry has no first change', async (t) => {
  const { app } = await testApp(t)
  const faults = await faultsOf((await app.inject('/v1/dataset')).json())
  t.ok(
    faults.every((fault) => /issued|modified/.test(fault)),
    faults.join(),
  )
})

t.test('records as JSON-LD are triples', async (t) => {
  const { app } = await seededApp(t)
  for (const noun of ['agreements', 'meetings']) {
    const { data } = (await app.inject(`/v1/${noun}?limit=20&fields=id`)).json() as { data: { id: string }[] }
    for (const { id } of data) {
      const address = `/v1/${noun}/${id}`
      const triples = await triplesOf((await app.inject(`${address}?format=jsonld`)).json())
      const licences = triples.getObjects(null, 'https://schema.org/sdLicense', null).map(({ value }) => value)
      if (triples.size < 5 || licences.join() !== 'https://creativecommons.org/licenses/by/4.0/')
        t.fail(`${address} has ${triples.size} triples, and the licence ${licences}`)
    }
  }
})

t.test('an agreement as JSON-LD tells of its end and of what it changes', async (t) => {
  const { app, registry } = await testApp(t)
  const types = ['renews', 'supersedes', 'amends', 'supplements', 'framework-for', 'implements']
  const relations = types.map((type) => ({ type, agreement: `one-that-it-${type}` }))
  const others = relations.map(({ agreement }) => examples.agreement(agreement))
  const dates = { expiresOn: '2029-04-26', endedOn: '2027-01-01', status: 'terminated' }
  await write(registry, ...ground, ...others, examples.agreement('open', { expiresOn: '2029-04-26', relations }))
  await write(registry, examples.agreement('over', dates))
  const sent = async (id: string) => (await app.inject(`/v1/agreements/${id}?format=jsonld`)).json()
  const open = await sent('open')
  t.notOk('eli:date_no_longer_in_force' in open, 'it may have been renewed')
  t.same(
    open['eli:changes'].map((address: string) => address.split('/').at(-1)),
    ['one-that-it-renews', 'one-that-it-supersedes', 'one-that-it-amends', 'one-that-it-supplements'],
  )
  t.match(await sent('over'), { 'eli:date_no_longer_in_force': '2027-01-01' })
})

t.test('exports say what they may be used under', async (t) => {
  const { app } = await testApp(t)
  const lists = ['ndjson', 'csv', 'xlsx', 'atom', 'bibtex'].map((format) => `/v1/agreements?format=${format}`)
  for (const url of [...lists, '/v1/matrix?format=csv', '/en/timeline.csv', '/en/matrix.svg', '/v1/snapshot'])
    t.match((await app.inject(url)).headers.link, /creativecommons.*rel="license"/, url)
})
