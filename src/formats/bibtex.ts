import { type CslItem, datePartsOf } from './csl.ts'

const kinds: Record<CslItem['type'], string> = {
  report: 'techreport',
  'article-newspaper': 'article',
  webpage: 'misc',
}

const special: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

/** Text as TeX takes it; line breaks would end a field early in some readers. */
const plain = (text: string): string =>
  text
    .replace(/[\\{}~^]/g, (character) => special[character] ?? '')
    .replace(/[#$%&_]/g, '\\$&')
    .replace(/\s+/g, ' ')

/** A second pair of braces keeps a name whole, and the capitals of a title as they are. */
const kept = (text: string): string => `{${plain(text)}}`

/** An entry of BibTeX. */
export function bibtexEntry(item: CslItem): string {
  const [year, month, day] = datePartsOf(item)
  const fields: [name: string, value: string | undefined][] = [
    ['title', kept(item.title)],
    ['author', item.author?.map(({ literal }) => kept(literal)).join(' and ')],
    [item.type === 'report' ? 'institution' : 'publisher', item.publisher && kept(item.publisher)],
    ['journal', item['container-title'] && kept(item['container-title'])],
    ['type', item.type === 'report' ? item.genre && kept(item.genre) : undefined],
    ['year', year?.toString()],
    ['month', month?.toString()],
    ['day', day?.toString()],
    ['number', item.number && plain(item.number)],
    ['url', item.URL.replace(/[{}\s\\]/g, encodeURIComponent)],
    ['language', item.language && plain(item.language)],
    ['copyright', item.license && plain(item.license)],
  ]
  const lines = fields.flatMap(([name, value]) => (!value ? [] : [`  ${name} = {${value}}`]))
  return `@${kinds[item.type]}{${item.id},\n${lines.join(',\n')}\n}\n`
}
