import { bibtexEntry } from './bibtex.ts'
import type { CslItem } from './csl.ts'
import { risRecord } from './ris.ts'

/** The formats that libraries of references read. */
export const citationFormats = ['bibtex', 'ris', 'csl-json'] as const
export type CitationFormat = (typeof citationFormats)[number]

const writers: Record<CitationFormat, (items: CslItem[]) => string> = {
  bibtex: (items) => items.map(bibtexEntry).join('\n'),
  ris: (items) => items.map(risRecord).join('\r\n'),
  'csl-json': (items) => `${JSON.stringify(items, null, 1)}\n`,
}

export const writeCitations = (format: CitationFormat, items: CslItem[]): string => writers[format](items)
