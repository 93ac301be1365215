import { pageOfRequest, type Reader } from './reader.ts'

interface Counted {
  count: number
  lowerBound?: boolean
  href?: string
}

/** A cell with a count, which leads to the list that holds exactly what is counted, where there is one. */
export function CountCell({ reader, cell, shade }: { reader: Reader; cell?: Counted; shade?: number }) {
  if (!cell) return <td class="count">–</td>
  const { href } = cell
  const words = countWords(cell)
  const shaded = shade ? `count shade${shade}` : 'count'
  return <td class={shaded}>{href ? <a href={pageOfRequest(reader, href)}>{words}</a> : words}</td>
}

export const countWords = ({ count, lowerBound }: Counted): string => (lowerBound ? `≥ ${count}` : `${count}`)
