import type { Language } from '../../language/texts.ts'
import { labelOf } from '../../model/labels.ts'
import { nounNamed } from '../../model/noun-list.ts'
import type { NounName } from '../../model/record-name.ts'
import type { Typed } from '../../text/typed-name.ts'
import { refuseDearSearch } from '../cost.ts'
import type { View } from '../registry.ts'
import { chosenNouns } from './search-page.ts'
import { suggestNames } from './suggest-names.ts'

/** How many more names are read than are told, because some are the same. */
const spare = 3

interface SuggestedName {
  noun: NounName
  id: string
  label: string
  language: Language
}

/** The names that are told for what is typed. */
export async function listSuggestions(
  view: View,
  typed: Typed,
  { noun, language, limit }: { noun?: NounName[]; language: Language; limit: number },
): Promise<{ seq: number; names: SuggestedName[] }> {
  const chosen = chosenNouns(view, noun)
  refuseDearSearch(chosen, typed)
  const { seq, hits } = await suggestNames(view.db, chosen, typed, limit * spare, view.isLarge)
  const names = hits.map(({ noun, id, body }): SuggestedName => {
    const { label, labelLanguage } = labelOf(nounNamed(view.nouns, noun), id, body, language)
    return { noun, id, label, language: labelLanguage ?? language }
  })
  // Areas of many meetings have one name, which is told once. A record by whose name others are found, such as a person, is
  // told beside another of that name.
  const isTold = ({ noun, label }: SuggestedName, before: SuggestedName[]) =>
    view.nouns.get(noun)?.namedInSearch || !before.some((one) => one.label === label)
  return { seq, names: names.filter((one, at) => isTold(one, names.slice(0, at))).slice(0, limit) }
}
