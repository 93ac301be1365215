import { pageOfRequest, type Reader } from './reader.ts'

interface Counted {
  count: number
  lowerBound?: boolean
  href?: string
}

/** A cell with a count, which leads to the list that holds exactly what is counted, where there is one. */
export function CountCell({ reader, cell, shade = '' }: { reader: Reader; cell?: Counted; shade?: string }) {
  if (!cell) return <td class="count">–</td>
  const { count, lowerBound, href } = cell
  const words = lowerBound ? `≥ ${count}` : count
  return <td class={`count${shade}`}>{href ? <a href={pageOfRequest(reader, href)}>{words}</a> : words}</td>
}
