import type { NounName } from '../registry/fields.ts'
import type { Noun } from '../registry/noun.ts'
import type { Nouns } from '../registry/save.ts'

export function nounOf(nouns: Nouns, name: NounName): Noun {
  const noun = nouns.get(name)
  if (!noun) throw new Error(`No noun is called ${name}.`)
  return noun
}
