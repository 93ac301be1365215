import { parseArgs } from 'node:util'

/** A fault in the options, which a person can mend. */
export class OptionProblem extends Error {}

/** The measurements, in their order. Soak takes long, and the past writes every record twice more: both run only when they are named. */
export const steps = [
  'record',
  'list',
  'bare',
  'platformatic',
  'directus',
  'pgbench',
  'search',
  'facets',
  'matrix',
  'pages',
  'changes',
  'snapshot',
  'start',
  'embedded',
  'soak',
  'overload',
  'dear',
  'polls',
  'workers',
  'past',
] as const
export type Step = (typeof steps)[number]
export const onlyWhenNamed: Step[] = ['soak', 'past']

export interface Options {
  records: number
  rounds: number
  seconds: number
  minutes: number
  databaseUrl?: string
  steps: Set<Step>
  keep: boolean
  peers: boolean
}

export function readOptions(words: string[], environment = process.env): Options {
  const given = parse(words)
  if (!/^(?:1000|10000|100000|1000000)$/.test(given.records))
    throw new OptionProblem('--records must be 1000, 10000, 100000 or 1000000.')
  const databaseUrl = given['database-url'] ?? (environment.DATABASE_URL || undefined)
  if (databaseUrl !== undefined && !/^postgres(?:ql)?:/.test(databaseUrl))
    throw new OptionProblem('--database-url must begin with postgres://.')
  return {
    records: Number(given.records),
    rounds: number('rounds', given.rounds, 1, 100),
    seconds: number('seconds', given.seconds, 1, 600),
    minutes: number('minutes', given.minutes, 1, 600),
    databaseUrl,
    steps: new Set(given.only === undefined ? usual() : named(given.only)),
    keep: given.keep,
    peers: !given['no-peers'],
  }
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        records: { type: 'string', default: '10000' },
        rounds: { type: 'string', default: '3' },
        seconds: { type: 'string', default: '5' },
        minutes: { type: 'string', default: '10' },
        'database-url': { type: 'string' },
        only: { type: 'string' },
        keep: { type: 'boolean', default: false },
        'no-peers': { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new OptionProblem((error as Error).message)
  }
}

function number(name: string, text: string, lowest: number, highest: number): number {
  const value = Number(text)
  if (!/^\d{1,4}$/.test(text) || value < lowest || value > highest)
    throw new OptionProblem(`--${name} must be a whole number from ${lowest} to ${highest}.`)
  return value
}

const usual = () => steps.filter((step) => !onlyWhenNamed.includes(step))

function named(text: string): Step[] {
  return text.split(',').map((word) => {
    const step = steps.find((step) => step === word.trim())
    if (!step) throw new OptionProblem(`--only knows no "${word}"; it takes ${steps.join(', ')}.`)
    return step
  })
}
