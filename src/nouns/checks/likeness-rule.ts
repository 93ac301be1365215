import { texts } from '../../language/texts.ts'
import type { Rule } from '../../model/rule.ts'

interface Likeness<Document> {
  /** The names under which its like would be found. */
  names: (document: Document) => string[]
  /** Whether one that has such a name may be the same thing after all. */
  isLike: (one: Document, other: Document) => boolean
}

/** Finds records of the same noun that look like one. */
export function looksLikeAnother<Document extends { id: string }>({
  names,
  isLike,
}: Likeness<Document>): Rule<Document> {
  return {
    name: 'looks-like-another',
    level: 'warning',
    why: texts(
      'Another record has the same name and may be the same thing; one of the two should then become a former id of the other.',
      '另一記錄名稱相同，可能是同一事物；如屬同一事物，其中一個 id 應列為另一記錄的前 id。',
      '另一记录名称相同，可能是同一事物；如属同一事物，其中一个 id 应列为另一记录的前 id。',
    ),
    find(document, around, noun) {
      const ids = new Set(names(document).flatMap((name) => around.named(noun.name, name)))
      ids.delete(document.id)
      const alike = [...ids].filter((id) => {
        const other = around.record(noun.name, id) as Document | undefined
        return other && isLike(document, other)
      })
      return alike.sort().map((id) => ({ pointer: '/id', found: id }))
    },
  }
}
