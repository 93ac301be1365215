import type { CitationFormat } from '../formats/citations.ts'

/** What the formats of citations are called in every language. */
export const citationNames: Record<CitationFormat, string> = { bibtex: 'BibTeX', ris: 'RIS', 'csl-json': 'CSL-JSON' }
