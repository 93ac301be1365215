import type { Used } from './load/fire.ts'
import type { Hits } from './load/shots.ts'
import type { Machine } from './machine/describe.ts'

/** One line of the table of raw figures: medians over the rounds, except counts and the maximum. */
export interface Row {
  name: string
  connections: number
  /** Milliseconds. */
  p50: number
  p99: number
  max: number
  perSecond?: number
  used: Used
  requests: number
  /** Answers with another status than expected, and requests without an answer. */
  failed: number
  statuses: Record<string, number>
  /** Requests a second of each round, or milliseconds in rows that wait for each answer. */
  rounds: number[]
}

/** A single figure. */
export interface Fact {
  name: string
  value: number
  unit: string
}

/** The results of a run, as they are written to bench/results/. */
export interface Results {
  at: string
  records: number
  options: { rounds: number; seconds: number; only: string[]; whole: boolean }
  machine: Machine
  postgres: { version: string; description: string }
  versions: Record<string, string>
  settings: string
  rows: Row[]
  facts: Fact[]
  /** Notes for the reader, such as what was left out and why. */
  notes: string[]
}

export const rowOf = ({ rows }: Results, name: string, connections?: number): Row | undefined =>
  rows.find((row) => row.name === name && (connections === undefined || row.connections === connections))
export const factOf = ({ facts }: Results, name: string): number | undefined =>
  facts.find((fact) => fact.name === name)?.value

export function addFact(results: Results, name: string, value: number | undefined, unit: string): void {
  if (value === undefined || Number.isNaN(value)) return
  results.facts = [...results.facts.filter((fact) => fact.name !== name), { name, value, unit }]
}

/** How many requests had no answer, or one with another status than expected. */
export function failedOf(
  { statuses, errors = 0 }: { statuses: Hits['statuses']; errors?: number },
  expected: number[],
) {
  const wrong = Object.entries(statuses).filter(([status]) => !expected.includes(Number(status)))
  return wrong.reduce((sum, [, count]) => sum + count, errors)
}
