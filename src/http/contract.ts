import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { stringify } from 'yaml'
import { cacheFor, etagOf, notModified } from './answer.ts'
import { cleanContract } from './contract-cleaning.ts'

export type ContractOptions = {
  title: string
  version: string
  description: string
  tags: { name: string; description: string }[]
  /** The address of a record that stands. */
  exampleAddress: string
}

/** Collects the OpenAPI document from the routes that are added after this. */
export async function describeApi(app: FastifyInstance, options: ContractOptions): Promise<void> {
  const { title, version, description, tags, exampleAddress } = options
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
      cleanContract(jsonSchemaTransformObject(document), app.mount.address(exampleAddress)),
  })
}

/** The contract as it is published; the routes have to be complete. */
export function contractOf(app: FastifyInstance): { json: string; yaml: string } {
  const json = `${JSON.stringify(app.swagger(), null, 2)}\n`
  return { json, yaml: stringify(JSON.parse(json), { aliasDuplicateObjects: false, lineWidth: 120 }) }
}

/** Serves the contract in both notations. */
export function serveContract(app: FastifyInstance): void {
  let contract: ReturnType<typeof contractOf> | undefined
  for (const { notation, type } of [
    { notation: 'json', type: 'application/json' },
    { notation: 'yaml', type: 'application/yaml' },
  ] as const) {
    app.get(`/openapi.${notation}`, { schema: { hide: true } }, async (request, reply) => {
      contract ??= contractOf(app)
      const text = contract[notation]
      cacheFor(reply, 0)
      if (notModified(request, reply, etagOf(text))) return reply.send()
      return reply.type(type).send(text)
    })
  }
}
