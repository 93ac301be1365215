import type { ComponentChildren } from 'preact'
import type { Texts } from '../language/texts.ts'
import { type Reader, say } from './reader.ts'

interface Wide {
  labelledBy: string
  children: ComponentChildren
}

/** A table that scrolls by itself where it is wider than the page, also by keyboard. */
export function ScrollingTable({ labelledBy, children }: Wide) {
  return (
    <Scrolling labelledBy={labelledBy}>
      <table>{children}</table>
    </Scrolling>
  )
}

/** Such a table with a row of words at its head; its children are the other rows. */
export function HeadedTable({ reader, headings, labelledBy, children }: Wide & { reader: Reader; headings: Texts[] }) {
  return (
    <ScrollingTable labelledBy={labelledBy}>
      <thead>
        <tr>
          {headings.map((heading) => (
            <th key={heading.en} scope="col">
              {say(reader, heading)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </ScrollingTable>
  )
}

/** Anything else that may be wider than the page. */
export function Scrolling({ labelledBy, children }: Wide) {
  const reached = { role: 'group', tabIndex: 0, 'aria-labelledby': labelledBy } as const
  return (
    <div class="scroll" {...reached}>
      {children}
    </div>
  )
}
