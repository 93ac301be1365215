import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { stringify } from 'yaml'
import { type Answer, fixedAnswer, sendAnswer } from '../answer.ts'
import { contentType } from '../media-types.ts'
import { beforeRoutes } from '../methods.ts'
import { cleanContract } from './contract-cleaning.ts'
import type { MemberWords } from './contract-words.ts'

type ContractOptions = {
  title: string
  version: string
  description: string
  tags: { name: string; description: string }[]
  /** The address of a record that stands. */
  exampleAddress: string
  words: MemberWords
}

/** The contract as a service serves it, in both notations. */
export interface Contract {
  json(): Promise<string>
  yaml(): Promise<string>
}

declare module 'fastify' {
  interface FastifyInstance {
    contract: Contract
  }
}

/**
 * Collects the OpenAPI document from the routes that are added after this. To print it takes a second, in which nothing
 * else is answered, so a service that has it in writing serves that.
 */
export async function describeApi(app: FastifyInstance, options: ContractOptions, written?: Contract): Promise<void> {
  beforeRoutes(app, 'describeApi')
  app.decorate('contract', written ?? { json: async () => contractOf(app), yaml: async () => asYaml(contractOf(app)) })
  const { title, version, description, tags, exampleAddress, words } = options
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title, version, description, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: app.mount.publicUrl ?? '/' }],
      tags,
      security: [],
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'A key of a writer. Reading needs none.',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) =>
      cleanContract(jsonSchemaTransformObject(document), app.mount.address(exampleAddress), words),
  })
}

/** The contract in JSON, as it is published; the routes have to be complete. */
export const contractOf = (app: FastifyInstance): string => `${JSON.stringify(app.swagger(), null, 2)}\n`

/** The same contract in YAML. */
export const asYaml = (json: string): string =>
  stringify(JSON.parse(json), { aliasDuplicateObjects: false, lineWidth: 120 })

/** Serves the contract in both notations. */
export function serveContract(app: FastifyInstance): void {
  for (const { notation, type } of [
    { notation: 'json', type: contentType('json') },
    { notation: 'yaml', type: 'application/yaml' },
  ] as const) {
    const route = `/openapi.${notation}`
    let answer: Answer | undefined
    app.get(route, { schema: { hide: true } }, async (request, reply) => {
      answer ??= fixedAnswer(route, type, Buffer.from(await app.contract[notation]()))
      return sendAnswer(request, reply, answer)
    })
  }
}
