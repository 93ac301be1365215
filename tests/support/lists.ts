import { listAnswer } from '../../src/api/records/record-schema.ts'
import type { Noun } from '../../src/model/noun.ts'
import { nouns } from '../../src/nouns/all.ts'
import type { TestApp } from './app.ts'

const agreements = nouns.get('agreements') as Noun

/** Asks for a list, holds the answer to its schema, and gives the ids and the rest. */
export async function list({ app }: TestApp, query: string, noun = agreements) {
  const answer = await app.inject(`/v1/${noun.name}${query}`)
  if (answer.statusCode !== 200) return { status: answer.statusCode, body: answer.json(), ids: [], answer }
  const body = query.includes('fields=') ? answer.json() : listAnswer(noun, nouns).parse(answer.json())
  return { status: 200, body, ids: body.data.map(({ id }: { id: string }) => id), answer }
}

/** Follows the `Link` of each page to the last, and gives all ids in the order met. */
export async function walk(
  { app }: TestApp,
  first: string,
  between?: (round: number) => Promise<void>,
): Promise<string[]> {
  const walked: string[] = []
  let next: string | undefined = first
  for (let round = 0; next; round += 1) {
    const page: Awaited<ReturnType<typeof app.inject>> = await app.inject(next)
    walked.push(...page.json().data.map(({ id }: { id: string }) => id))
    next = /<(.*)>/.exec(String(page.headers.link))?.[1]
    await between?.(round)
  }
  return walked
}
