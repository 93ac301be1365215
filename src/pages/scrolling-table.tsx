import type { ComponentChildren } from 'preact'

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

/** Anything else that may be wider than the page. */
export function Scrolling({ labelledBy, children }: Wide) {
  const reached = { role: 'group', tabIndex: 0, 'aria-labelledby': labelledBy } as const
  return (
    <div class="scroll" {...reached}>
      {children}
    </div>
  )
}
