import type { ComponentChildren } from 'preact'

/** A table that scrolls by itself where it is wider than the page, also by keyboard. */
export function ScrollingTable({ labelledBy, children }: { labelledBy: string; children: ComponentChildren }) {
  const reached = { role: 'group', tabIndex: 0, 'aria-labelledby': labelledBy } as const
  return (
    <div class="scroll" {...reached}>
      <table>{children}</table>
    </div>
  )
}
