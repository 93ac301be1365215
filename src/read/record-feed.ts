import type { Feed, FeedEntry } from '../formats/atom.ts'
import type { Language, Texts } from '../language/texts.ts'
import type { Noun } from '../model/noun.ts'
import { dateIn, plain } from '../model/readable.ts'
import type { StoredDocument } from '../model/record-document.ts'
import { nameOf } from '../model/record-name.ts'
import { registryName } from '../nouns/introduction.ts'

type FeedHead = Pick<Feed, 'name' | 'language' | 'title' | 'author'>

/** The head of a feed. The name never changes. */
export function feedHead(language: Language, name: string, title: Texts): FeedHead {
  const author = registryName[language]
  return { name, language, title: `${title[language]} – ${author}`, author }
}

/** A record as an entry of a feed. */
export function recordEntry(
  noun: Noun,
  document: StoredDocument,
  language: Language,
  addressOf: (id: string) => string,
): FeedEntry {
  const { id, updatedAt } = document
  const [date] = Object.keys(noun.sorts).flatMap((name) =>
    noun.sorts[name]?.type === 'date' && typeof document[name] === 'string' ? [String(document[name])] : [],
  )
  const reader = { language }
  return {
    name: nameOf({ noun: noun.name, id }),
    title: plain(reader, noun.label(document), id),
    updated: String(updatedAt),
    address: addressOf(id),
    summary: [noun.names.singular[language], date && dateIn(reader, date)].filter(Boolean).join(', '),
  }
}
