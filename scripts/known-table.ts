import { readFileSync } from 'node:fs'
import type { Noun } from '../src/model/noun.ts'
import { nouns } from '../src/nouns/all.ts'

/** The page that holds the table of what an empty value of each filtered field means. */
export const wordsPage = 'docs/words.md'

const meanings = { none: 'none, or never empty', 'not-known': 'not known', 'known-in-part': 'known in part' }
/** Fields of every noun that have no unknown values; the table leaves them out. */
const general = ['id', 'citations', 'contested', 'updatedAt']

/** The page, with the table as the nouns declare it. */
export function withKnownTable(): string {
  const rows = [...nouns.values()].flatMap(rowsOf)
  const table = ['| noun | field | filters | an empty value says |', '| --- | --- | --- | --- |', ...rows].join('\n')
  return readFileSync(wordsPage, 'utf8').replace(between, (_, before, after) => `${before}\n${table}\n\n${after}`)
}

const between = /(<!-- empty values: npm run words -->\n).*?(<!-- end -->)/s

function rowsOf({ name, parameters }: Noun): string[] {
  const fields = new Map<string, { meaning: string; filters: string[] }>()
  for (const [filter, { known }] of Object.entries(parameters)) {
    if (general.includes(known.field)) continue
    const field = fields.get(known.field) ?? { meaning: meanings[known.empty], filters: [] }
    if (!/\.(not|all)$/.test(filter)) field.filters.push(`\`${filter}\``)
    fields.set(known.field, field)
  }
  return [...fields].map(
    ([field, { meaning, filters }]) => `| ${name} | \`${field}\` | ${filters.join(', ')} | ${meaning} |`,
  )
}
