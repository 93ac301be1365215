import { readFile } from 'node:fs/promises'

/** A search as a person would type it, and the records that should come first, judged by reading the record. */
export interface JudgedQuery {
  q: string
  /** The list that is asked; absent: all nouns at once. */
  noun?: string
  /** As `noun/id`. */
  first: string[]
}

async function judgedQueries(): Promise<JudgedQuery[]> {
  return JSON.parse(await readFile(new URL('../judged-queries.json', import.meta.url), 'utf8'))
}

/** How many hits of an answer are looked at. */
const looked = 10

export interface Judgement extends JudgedQuery {
  found: string[]
  /** One by the place of the first of the records, none where it is not found. */
  reciprocalRank: number
  /** The share of the records that is among the first ten. */
  recall: number
}

/** Asks all queries of a service; `ask` gives the answer to an address. */
export async function judge(ask: (path: string) => Promise<unknown>): Promise<Judgement[]> {
  const judged: Judgement[] = []
  for (const query of await judgedQueries()) judged.push(judgementOf(query, await findFirst(ask, query)))
  return judged
}

async function findFirst(ask: (path: string) => Promise<unknown>, { q, noun }: JudgedQuery): Promise<string[]> {
  const path = `/v1/${noun ?? 'search'}?limit=${looked}&q=${encodeURIComponent(q)}`
  const { data } = (await ask(path)) as { data: { noun?: string; id: string }[] }
  return data.map((hit) => `${hit.noun ?? noun}/${hit.id}`)
}

function judgementOf(query: JudgedQuery, found: string[]): Judgement {
  const place = found.findIndex((name) => query.first.includes(name))
  const among = query.first.filter((name) => found.includes(name)).length
  return { ...query, found, reciprocalRank: place < 0 ? 0 : 1 / (place + 1), recall: among / query.first.length }
}

/** The mean reciprocal rank, and the mean share of the records that are among the first ten. */
export function measureOf(judged: Judgement[]): { meanReciprocalRank: number; recallAt10: number } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    meanReciprocalRank: mean(judged.map(({ reciprocalRank }) => reciprocalRank)),
    recallAt10: mean(judged.map(({ recall }) => recall)),
  }
}
