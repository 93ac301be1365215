import { z } from 'zod'
import { problemResponses } from '../../http/contract-responses.ts'
import { mediaTypes } from '../../http/negotiation.ts'
import { publicAddress } from '../../http/public-address.ts'
import type { Server } from '../../http/server.ts'
import { listFormats } from '../../read/list-query.ts'
import type { Registry } from '../../read/registry.ts'
import { about } from '../contract.ts'
import { sendRead } from '../send.ts'

const languageUri = 'http://publications.europa.eu/resource/authority/language/'

const dataset = z
  .looseObject({ '@context': z.looseObject({}), '@id': z.string(), '@type': z.literal('dcat:Dataset') })
  .describe('The data set in the words of DCAT 3.')
  .meta({ id: 'Dataset' })

/** `GET /v1/dataset`: a description of the registry for data portals. */
export function datasetRoute(app: Server, registry: Registry, publicUrl: string | undefined): void {
  const schema = {
    operationId: 'getDataset',
    summary: 'Describe the data set',
    description: 'The whole registry as a DCAT 3 data set, with a distribution for each noun and format.',
    tags: ['service'],
    querystring: z.strictObject({}),
    response: {
      200: { description: 'A DCAT description as JSON-LD.', content: { 'application/ld+json': { schema: dataset } } },
      ...problemResponses(400, 429, 500, 503),
    },
  }
  app.get('/v1/dataset', { schema }, async (request, reply) => {
    const { seq } = registry.head.current() ?? (await registry.head.refresh())
    const description = describeDataset(publicAddress(request, publicUrl), [...registry.nouns.keys()], seq)
    return sendRead(request, reply, registry, seq, JSON.stringify(description), { type: mediaTypes.jsonld[0] })
  })
}

function describeDataset(base: string, nouns: string[], seq: number): object {
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dcterms: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
    },
    '@id': `${base}/v1/dataset`,
    '@type': 'dcat:Dataset',
    'dcterms:title': about.title,
    'dcterms:description': about.description,
    'dcterms:language': ['ENG', 'ZHO'].map((code) => ({ '@id': languageUri + code })),
    'dcat:version': String(seq),
    'dcat:landingPage': { '@id': `${base}/` },
    'dcat:distribution': nouns.flatMap((noun) =>
      listFormats.map((format) => ({
        '@type': 'dcat:Distribution',
        'dcterms:title': `${noun}, ${format}`,
        'dcat:accessURL': { '@id': `${base}/v1/${noun}?format=${format}` },
        'dcat:mediaType': mediaTypes[format][0],
      })),
    ),
    'dcat:service': {
      '@type': 'dcat:DataService',
      'dcat:endpointURL': { '@id': `${base}/v1` },
      'dcat:endpointDescription': { '@id': `${base}/openapi.json` },
    },
  }
}
