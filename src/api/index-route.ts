import { z } from 'zod'
import { recordLicence, softwareLicence } from '../formats/licence.ts'
import { listPath } from '../http/api-address.ts'
import { problemResponses } from '../http/contract/contract-responses.ts'
import { declareLanguage } from '../http/languages.ts'
import type { Server } from '../http/server.ts'
import { langOfLabels } from '../model/language-parameters.ts'
import type { Nouns } from '../model/noun.ts'
import { registryName } from '../nouns/introduction.ts'
import type { Registry } from '../read/registry.ts'
import { about } from './contract.ts'
import { sendRead } from './send.ts'

const href = z.string().describe('The address to ask.')
const template = z.string().describe('The same as a URI template (RFC 6570) of what has to be given.')
const licence = (of: string) => z.strictObject({ name: z.string(), url: z.url() }).describe(`What ${of} is under.`)

const index = z
  .strictObject({
    title: z.string().describe('The name of the registry.'),
    version: z.string().describe('The version of the software.'),
    licence: z
      .strictObject({ record: licence('the record'), software: licence('the software') })
      .describe('What may be used under which licence.'),
    contract: z
      .strictObject({ href, type: z.string().describe('Its media type.') })
      .describe('The contract of all operations, in OpenAPI.'),
    nouns: z
      .array(z.strictObject({ noun: z.string(), label: z.string(), href, template }))
      .describe('The kinds of record: where the list of each is, and a record of it.'),
    reads: z
      .array(
        z.strictObject({
          operationId: z.string().describe('Its name in the contract.'),
          href: href.optional(),
          template: template.optional(),
        }),
      )
      .describe('What else may be read without a key.'),
  })
  .meta({ id: 'Index' })

/** `GET /v1`: the ways into the API. */
export function indexRoute(app: Server, registry: Registry): void {
  const schema = {
    operationId: 'getIndex',
    summary: 'List the ways in',
    description:
      'Where each kind of record is listed, what else may be read, where the contract is, and what the record may be used under.',
    tags: ['service'],
    querystring: z.strictObject({ lang: langOfLabels }),
    response: { 200: index, ...problemResponses(400, 429, 500, 503) },
  }
  let reads: Reads | undefined
  app.get('/v1', { schema }, async (request, reply) => {
    const language = declareLanguage(request, reply)
    const { seq } = registry.head.present.current() ?? (await registry.head.refresh())
    reads ??= readsBeside(registry.nouns, JSON.parse(await app.contract.json()), app.mount.address)
    const answer: z.infer<typeof index> = {
      title: registryName[language],
      version: about.version,
      licence: { record: recordLicence, software: softwareLicence },
      contract: { href: '/openapi.json', type: 'application/json' },
      nouns: [...registry.nouns.values()].map(({ name, names }) => ({
        noun: name,
        label: names.plural[language],
        href: listPath(name),
        template: app.mount.address(`${listPath(name)}/{id}`),
      })),
      reads,
    }
    return sendRead(request, reply, registry, seq, JSON.stringify(answer))
  })
}

type Reads = z.infer<typeof index>['reads']
type Parameter = { name?: string; in?: string; required?: boolean }
interface Printed {
  paths: Record<string, { get?: { operationId: string; security?: object[]; parameters?: Parameter[] } }>
}

/** The reads of the contract that are open to all, but for the lists and records of the nouns. */
function readsBeside(nouns: Nouns, { paths }: Printed, at: (path: string) => string): Reads {
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const [, , first = '', second] = path.split('/')
    const isOfNoun = nouns.has(first) && (second === undefined || path === `${listPath(first)}/{id}`)
    if (!get || get.security || !path.startsWith('/v1/') || isOfNoun) return []
    const { operationId, parameters = [] } = get
    const required = parameters.filter((parameter) => parameter.required && parameter.in === 'query')
    if (required.length === 0 && !path.includes('{')) return { operationId, href: path }
    const query = required.length > 0 ? `{?${required.map(({ name }) => name)}}` : ''
    return { operationId, template: at(path + query) }
  })
}
