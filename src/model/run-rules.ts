import type { Texts } from '../language/texts.ts'
import type { Noun } from './noun.ts'
import type { RecordDocument } from './record-document.ts'
import type { Around, Fault, Level, Rule } from './rule.ts'

export interface Finding extends Fault {
  rule: string
  level: Level
  why: Texts
}

/** Runs the rules of a noun on a record. */
export function findFaults(
  noun: Noun,
  document: RecordDocument,
  around: Around,
  rules: Rule<RecordDocument>[] = noun.rules,
): Finding[] {
  return rules.flatMap((rule) => {
    const { name, level, why } = rule
    return rule.find(document, around, noun).map((fault) => ({ rule: name, level, ...fault, why }))
  })
}

/** The rules of a noun whose faults no write brings in. */
export function refusing({ rules }: Noun): Rule<RecordDocument>[] {
  return rules.filter(({ refuses }) => refuses)
}

/** The rules of these nouns, each once, with the nouns that have it. */
export function allRules(nouns: Iterable<Noun>): Map<string, { rule: Rule<RecordDocument>; nouns: Noun[] }> {
  const all = new Map<string, { rule: Rule<RecordDocument>; nouns: Noun[] }>()
  for (const noun of nouns)
    for (const rule of noun.rules) {
      const known = all.get(rule.name)
      if (known) known.nouns.push(noun)
      else all.set(rule.name, { rule, nouns: [noun] })
    }
  return all
}
