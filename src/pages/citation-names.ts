import type { CitationFormat } from '../formats/citations.ts'

/** The names of the formats of citations, the same in every language. */
export const citationNames: Record<CitationFormat, string> = { bibtex: 'BibTeX', ris: 'RIS', 'csl-json': 'CSL-JSON' }
