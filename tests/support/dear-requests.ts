import fc from 'fast-check'
import { printContract } from '../../src/commands/openapi.ts'
import type { Noun } from '../../src/model/noun.ts'
import { exampleNoun } from '../../src/model/noun-list.ts'
import type { TestApp } from './app.ts'

/** A question that the contract allows: each parameter with as many values as it may have. */
export interface Question {
  path: string
  parameters: { name: string; values: string[]; required?: boolean }[]
}

interface Schema {
  type?: string
  enum?: unknown[]
  maxItems?: number
  maximum?: number
  examples?: unknown[]
  items?: Schema
}
interface Parameter {
  $ref?: string
  name: string
  in: string
  required?: boolean
  schema: Schema
  example?: unknown
}
interface Contract {
  paths: Record<string, { get?: { parameters?: Parameter[] } }>
  components: { parameters: Record<string, Parameter> }
}

/** What other tests are about, or what would only make a question smaller or find nothing. */
const left = new Set([
  'cursor',
  'asOf',
  'lang',
  'locator',
  'on',
  'wait',
  'after',
  'since',
  'minSeq',
  'id',
  'fields',
  'total',
  'measure',
  'rows',
  'columns',
])
/** Text that matches much and is dear to parse: words, phrases, alternatives and what is excluded. */
const dearText =
  'agreement OR 合作 OR (cooperation -finance) OR "hong kong" OR common1 OR 香港 OR memorandum -"no such"'

/** Every list and analysis with all that it may be asked at once. */
export async function dearestQuestions(service: Pick<TestApp, 'app' | 'registry'>): Promise<Question[]> {
  const { nouns } = service.registry
  const { paths, components } = JSON.parse((await printContract(nouns)).json) as Contract
  const ids = await idsOf(service)
  return Object.entries(paths).flatMap(([template, { get }]) => {
    const declared = (get?.parameters ?? []).map(
      (one) => components.parameters[one.$ref?.split('/').at(-1) ?? ''] ?? one,
    )
    const asked = declared.filter(({ name, in: place }) => place === 'query' && !left.has(name))
    if (!template.startsWith('/v1/') || asked.length < 3 || template.includes('changes')) return []
    const noun = nouns.get(template.split('/')[2] ?? '') ?? exampleNoun(nouns)
    const parameters = asked.map((one) => ({ ...one, values: valuesOf(one, noun, ids) }))
    const path = template.replaceAll(/\/v1\/([\w-]+)\/\{id\}/g, (_, noun) => `/v1/${noun}/${ids.get(noun)?.[0]}`)
    return [{ path, parameters: parameters.filter(({ values }) => values.length > 0) }]
  })
}

/** The newest ids of each noun. */
async function idsOf({ app, registry }: Pick<TestApp, 'app' | 'registry'>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const noun of registry.nouns.keys()) {
    const { data } = (await app.inject(`/v1/${noun}?limit=200&fields=id`)).json()
    found.set(
      noun,
      data.map(({ id }: { id: string }) => id),
    )
  }
  return found
}

function valuesOf({ name, schema, example }: Parameter, noun: Noun, ids: Map<string, string[]>): string[] {
  if (name === 'q') return [dearText]
  if (name === 'format') return ['json']
  const most = schema.type === 'array' ? (schema.maxItems ?? 1) : 1
  const choices = schema.items?.enum ?? schema.enum
  if (choices) return choices.slice(-most).map(String)
  if (name === 'limit') return [String(schema.maximum)]
  if (name === 'year') return Array.from({ length: most }, (_, index) => String(2025 - index))
  const target = noun.parameters[name]?.references
  return target ? (ids.get(target) ?? []).slice(0, most) : [example ?? schema.examples?.[0]].flat().map(String)
}

/** The address of a question with those of its parameters that are chosen. */
export function addressOf({ path, parameters }: Question, isChosen: (name: string) => boolean = () => true): string {
  const chosen = parameters.filter(({ name, required }) => required || isChosen(name))
  const query = new URLSearchParams(chosen.flatMap(({ name, values }) => values.map((value) => [name, value])))
  return `${path}?${query}`
}

/**
 * Asks every list and analysis for all at once, and for parts of that which are drawn by chance. Gives how many were
 * answered, how many refused as too dear, and the addresses of those that came to neither.
 */
export async function askDearest(service: Pick<TestApp, 'app' | 'registry'>, draws: number) {
  const tally = { answered: 0, refused: 0, failed: [] as string[] }
  const ask = async (address: string) => {
    const { statusCode, body } = await service.app.inject(address)
    if (statusCode === 200) tally.answered += 1
    else if (statusCode === 400 && /units that this request costs|longer than 8192/.test(body)) tally.refused += 1
    else tally.failed.push(`${statusCode} ${address} ${body}`)
  }
  for (const question of await dearestQuestions(service)) {
    await ask(addressOf(question))
    const names = question.parameters.map(({ name }) => name)
    for (const chosen of fc.sample(fc.subarray(names, { minLength: 1 }), draws))
      await ask(addressOf(question, (name) => chosen.includes(name)))
  }
  return tally
}
