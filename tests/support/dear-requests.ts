import fc from 'fast-check'
import type { Noun, Nouns } from '../../src/model/noun.ts'
import { exampleNoun } from '../../src/model/noun-list.ts'
import type { TestApp } from './app.ts'
import { readContract } from './written-contract.ts'

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

/** Parameters that other tests cover, or that make a question smaller or find nothing. */
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
  'knownOf',
  'unknownOf',
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

/** Reads what a service has at an address. */
type Read = (address: string) => Promise<{ data: { id: string }[] }>

/** Every list and analysis with all that it may be asked at once. */
export async function dearestQuestions(nouns: Nouns, read: Read): Promise<Question[]> {
  const { paths, components } = readContract() as Contract
  const ids = await idsOf(nouns, read)
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
async function idsOf(nouns: Nouns, read: Read): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const noun of nouns.keys()) {
    const { data } = await read(`/v1/${noun}?limit=200&fields=id`)
    found.set(
      noun,
      data.map(({ id }) => id),
    )
  }
  return found
}

function valuesOf({ name, schema, example }: Parameter, noun: Noun, ids: Map<string, string[]>): string[] {
  if (name === 'q') return [dearText]
  if (name === 'format') return ['json']
  // `only` needs a filter, which a part of the question may lack.
  if (name === 'unknown') return ['include']
  const most = schema.type === 'array' ? (schema.maxItems ?? 1) : 1
  const choices = schema.items?.enum ?? schema.enum
  if (choices) return choices.slice(-most).map(String)
  if (name === 'limit') return [String(schema.maximum)]
  if (name === 'year') return Array.from({ length: most }, (_, index) => String(2025 - index))
  const target = noun.parameters[name]?.references
  return target ? (ids.get(target) ?? []).slice(0, most) : [example ?? schema.examples?.[0]].flat().map(String)
}

/** The address of a question with those of its parameters that are chosen. */
function addressOf({ path, parameters }: Question, isChosen: (name: string) => boolean = () => true): string {
  const chosen = parameters.filter(({ name, required }) => required || isChosen(name))
  const query = new URLSearchParams(chosen.flatMap(({ name, values }) => values.map((value) => [name, value])))
  return `${path}?${query}`
}

/** The address of every list and analysis with all that it may be asked at once, and with parts of that which are drawn by chance. */
export function dearAddresses(questions: Question[], draws: number, seed?: number): string[] {
  return questions.flatMap((question) => {
    const names = question.parameters.map(({ name }) => name)
    const parts = fc.sample(fc.subarray(names, { minLength: 1 }), { numRuns: draws, seed })
    return [addressOf(question), ...parts.map((chosen) => addressOf(question, (name) => chosen.includes(name)))]
  })
}

/** Whether an answer says that too much was asked for at once. */
export const isRefusedAsDear = (status: number, body: string): boolean =>
  status === 400 && /units that this request costs|longer than 8192/.test(body)

/**
 * Asks for all that is dear. Gives how many were answered, how many refused as too dear, the addresses of those that came
 * to neither, and which took longest.
 */
export async function askDearest(service: Pick<TestApp, 'app' | 'registry'>, draws: number) {
  const tally = { answered: 0, refused: 0, failed: [] as string[], slowest: { milliseconds: 0, address: '' } }
  const ask = async (address: string) => {
    const startedAt = performance.now()
    const { statusCode, body } = await service.app.inject(address)
    const milliseconds = Math.round(performance.now() - startedAt)
    if (milliseconds > tally.slowest.milliseconds) tally.slowest = { milliseconds, address }
    if (statusCode === 200) tally.answered += 1
    else if (isRefusedAsDear(statusCode, body)) tally.refused += 1
    else tally.failed.push(`${statusCode} ${address} ${body}`)
  }
  const questions = await dearestQuestions(service.registry.nouns, async (address) =>
    (await service.app.inject(address)).json(),
  )
  for (const address of dearAddresses(questions, draws)) await ask(address)
  return tally
}
