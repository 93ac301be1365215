/** One thing that may be cited, in the words of CSL-JSON. */
export interface CslItem {
  id: string
  type: 'report' | 'article-newspaper' | 'webpage'
  title: string
  /** The kind of document, in words. */
  genre?: string
  author?: { literal: string }[]
  publisher?: string
  'container-title'?: string
  issued?: { 'date-parts': [number[]] }
  number?: string
  URL: string
  language?: string
  /** The licence of the record, in a sentence. */
  license?: string
}

/** A partial date in the parts that are known. */
export const dateParts = (date: string): CslItem['issued'] => ({ 'date-parts': [date.split('-').map(Number)] })

export const datePartsOf = ({ issued }: CslItem): number[] => issued?.['date-parts'][0] ?? []
