import type { NounName } from '../../model/fields.ts'
import type { Noun } from '../../model/noun.ts'
import type { Nouns } from '../../write/save.ts'

export function nounOf(nouns: Nouns, name: NounName): Noun {
  const noun = nouns.get(name)
  if (!noun) throw new Error(`No noun is called ${name}.`)
  return noun
}
