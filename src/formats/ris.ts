import { type CslItem, datePartsOf } from './csl.ts'

const kinds: Record<CslItem['type'], string> = { report: 'RPRT', 'article-newspaper': 'NEWS', webpage: 'ELEC' }

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

// A comma parts the family name from the given name, which a body does not have.
const asName = (literal: string): string => oneLine(literal.replaceAll(',', ''))

const padded = (part: number | undefined): string => (part === undefined ? '' : String(part).padStart(2, '0'))

/** A record of RIS. */
export function risRecord(item: CslItem): string {
  const [year, month, day] = datePartsOf(item)
  const lines: [string, string | undefined][] = [
    ['TY', kinds[item.type]],
    ['ID', item.id],
    ['TI', oneLine(item.title)],
    ...(item.author ?? []).map(({ literal }): [string, string] => ['AU', asName(literal)]),
    ['PB', item.publisher && oneLine(item.publisher)],
    ['T2', item['container-title'] && oneLine(item['container-title'])],
    ['M3', item.genre && oneLine(item.genre)],
    ['PY', year === undefined ? undefined : String(year)],
    ['DA', month === undefined ? undefined : `${year}/${padded(month)}/${padded(day)}/`],
    ['SN', item.number && oneLine(item.number)],
    ['UR', item.URL],
    ['LA', item.language],
    // RIS has no tag for rights.
    ['N1', item.license && oneLine(item.license)],
  ]
  const said = lines.flatMap(([tag, value]) => (value ? [`${tag}  - ${value}\r\n`] : []))
  return `${said.join('')}ER  - \r\n`
}
