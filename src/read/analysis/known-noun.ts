import type { NounName } from '../../model/fields.ts'
import type { Noun, Nouns } from '../../model/noun.ts'

/** The noun of a name that is known to be declared. */
export function nounOf(nouns: Nouns, name: NounName): Noun {
  const noun = nouns.get(name)
  if (!noun) throw new Error(`No noun is called ${name}.`)
  return noun
}
