import { type CslItem, dateParts } from '../../formats/csl.ts'
import type { Citable } from '../../model/citable.ts'
import { labelIn } from '../../model/labels.ts'
import type { Source } from './source-schema.ts'
import { sourceWords } from './source-words.ts'

const types: Partial<Record<Source['kind'], CslItem['type']>> = {
  'news-report': 'article-newspaper',
  'web-page': 'webpage',
}

export const citableSource: Citable<Source> = {
  reads: () => [],
  item: (document, { language, address }) => {
    const { id, kind, title, publisher, published, url, language: written } = document
    const type = types[kind] ?? 'report'
    return {
      id,
      type,
      title: labelIn(title, language, id).label,
      genre: sourceWords.values.kind[kind][language],
      ...(type === 'article-newspaper' ? { 'container-title': publisher } : { publisher }),
      issued: published ? dateParts(published) : undefined,
      URL: url ?? address,
      language: written === 'mul' ? undefined : written,
    }
  },
}
