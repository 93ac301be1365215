import { z } from 'zod'
import { recordLicence } from '../formats/licence.ts'
import { listPath } from '../http/api-address.ts'
import { problemResponses } from '../http/contract/contract-responses.ts'
import { contentType, mediaType } from '../http/media-types.ts'
import { publicAddress } from '../http/public-address.ts'
import type { Server } from '../http/server.ts'
import { type LogSpan, readLogSpan } from '../log/log-span.ts'
import { downloadFormats } from '../read/list-query.ts'
import type { Registry } from '../read/registry.ts'
import { about } from './contract.ts'
import { sendRead } from './send.ts'

const languageUri = 'http://publications.europa.eu/resource/authority/language/'
const mediaTypeUri = 'http://www.iana.org/assignments/media-types/'

const dataset = z
  .looseObject({ '@context': z.looseObject({}), '@id': z.string(), '@type': z.literal('dcat:Dataset') })
  .describe('The data set in the words of DCAT 3.')
  .meta({ id: 'Dataset' })

/** `GET /v1/dataset`: a description of the registry for data portals. */
export function datasetRoute(app: Server, registry: Registry): void {
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
    const span = await readLogSpan(registry.db)
    const description = describeDataset(publicAddress(request), [...registry.nouns.keys()], span)
    return sendRead(request, reply, registry, span.seq, JSON.stringify(description), { type: contentType('jsonld') })
  })
}

const english = (text: string) => ({ '@value': text, '@language': 'en' })
const instant = (text: string) => ({ '@value': text, '@type': 'xsd:dateTime' })
const licence = { '@id': recordLicence.url }

/** After DCAT-AP 3, https://semiceu.github.io/DCAT-AP/releases/3.0.0/. */
function describeDataset(base: string, nouns: string[], { seq, first, last }: LogSpan): object {
  const service = { '@id': `${base}/v1` }
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dcterms: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': `${base}/v1/dataset`,
    '@type': 'dcat:Dataset',
    'dcterms:title': english(about.title),
    'dcterms:description': english(about.description),
    'dcterms:publisher': { '@id': `${base}/`, '@type': 'foaf:Agent', 'foaf:name': english(about.title) },
    'dcterms:license': licence,
    'dcterms:language': ['ENG', 'ZHO'].map((code) => ({ '@id': languageUri + code })),
    ...(first && { 'dcterms:issued': instant(first) }),
    ...(last && { 'dcterms:modified': instant(last) }),
    'dcat:version': String(seq),
    'dcat:landingPage': { '@id': `${base}/`, '@type': 'foaf:Document' },
    'dcat:distribution': nouns.flatMap((noun) =>
      downloadFormats.map((format) => ({
        '@id': `${base}/v1/dataset#${noun}-${format}`,
        '@type': 'dcat:Distribution',
        'dcterms:title': english(`${noun}, ${format}`),
        'dcterms:license': licence,
        'dcat:accessURL': { '@id': `${base}${listPath(noun)}?format=${format}` },
        'dcat:mediaType': { '@id': mediaTypeUri + mediaType(format) },
        'dcat:accessService': service,
      })),
    ),
    '@included': [
      {
        ...service,
        '@type': 'dcat:DataService',
        'dcterms:title': english(`${about.title}: API`),
        'dcterms:license': licence,
        'dcat:endpointURL': service,
        'dcat:endpointDescription': { '@id': `${base}/openapi.json` },
        'dcat:servesDataset': { '@id': `${base}/v1/dataset` },
      },
    ],
  }
}
