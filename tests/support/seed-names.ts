import { readDataset } from '../../src/copy/read-dataset.ts'
import type { RecordDocument } from '../../src/model/record-document.ts'
import type { NounName } from '../../src/model/record-name.ts'
import type { SearchText } from '../../src/model/search-text.ts'
import { nouns } from '../../src/nouns/all.ts'
import { fold } from '../../src/text/fold.ts'
import { nameKey } from '../../src/text/name-key.ts'
import type { testApp } from './app.ts'

/** A record of the seeds with all that it is called: names, titles, labels, abbreviations, other and former names. */
export interface Named {
  noun: NounName
  id: string
  texts: SearchText[]
  names: string[]
}

export async function seedNames(): Promise<Named[]> {
  const found: Named[] = []
  for await (const { noun: name, record } of readDataset(nouns, ['seeds'])) {
    const noun = name && nouns.get(name)
    if (!noun) continue
    const document = record as RecordDocument
    const texts = noun.texts(document)
    const names = texts.flatMap(({ text, weight }) => (weight === 'A' || weight === 'B' ? [text] : []))
    found.push({ noun: noun.name, id: document.id, texts, names: [...new Set(names)] })
  }
  return found
}

const keyOf = (name: string) => nameKey(fold(name)) ?? ''

/** The first ids that a list gives for a search. */
export const askNames =
  (app: Awaited<ReturnType<typeof testApp>>['app']) =>
  async (noun: NounName, q: string, limit: number): Promise<string[]> => {
    const answer = await app.inject(`/v1/${noun}?limit=${limit}&total=none&q=${encodeURIComponent(q)}`)
    if (answer.statusCode !== 200) throw new Error(`${q}: ${answer.body}`)
    return answer.json().data.map(({ id }: { id: string }) => id)
  }

/**
 * Searches for names in one mill each, and returns those whose record is neither first nor behind others of that name
 * only.
 */
export async function namesNotFound(
  ask: (noun: NounName, q: string, limit: number) => Promise<string[]>,
  asked: { noun: NounName; id: string; name: string; mill: (name: string) => string }[],
  all: Named[],
): Promise<string[]> {
  const called = new Map<string, Set<string>>()
  for (const { noun, id, names } of all)
    for (const name of names) {
      const place = `${noun} ${keyOf(name)}`
      called.set(place, (called.get(place) ?? new Set()).add(id))
    }
  const missing: string[] = []
  for (const { noun, id, name, mill } of asked) {
    const same = called.get(`${noun} ${keyOf(name)}`) ?? new Set()
    const first = await ask(noun, mill(name), Math.max(same.size, 1))
    if (!first.includes(id) || !first.every((one) => same.has(one))) missing.push(`${noun}/${id}: ${mill(name)}`)
  }
  return missing
}
