import type { RecordDocument } from '../model/record-document.ts'
import type { Head, LastVersion } from './record-heads.ts'
import { type NewVersion, nameOfWrite } from './write.ts'

/**
 * A record that is created over a former id which the same batch deletes is that record under another id: it goes on
 * with its versions. The deletion under the old id becomes the first version of a record of its own.
 */
export function continueRenamed(fresh: NewVersion[], heads: Map<string, Head>): NewVersion[] {
  const leaving = new Set(fresh.filter(({ op }) => op === 'delete').map(nameOfWrite))
  const continued = new Map<NewVersion, LastVersion>()
  const left = new Set<string>()
  for (const one of fresh.filter(({ op, document }) => op === 'create' && document.formerIds)) {
    const former = one.document.formerIds
      ?.map((id) => nameOfWrite({ noun: one.noun, id }))
      .find((id) => leaving.has(id))
    const last = former === undefined ? undefined : heads.get(former)?.last
    if (former === undefined || !last) continue
    continued.set(one, last)
    left.add(former)
  }
  if (continued.size === 0) return fresh
  return fresh.map((one): NewVersion => {
    const { kind = 'correction' } = one
    if (left.has(nameOfWrite(one))) return { ...one, kind, recordId: undefined }
    const last = continued.get(one)
    return last ? { ...one, kind, ...goingOn(last) } : one
  })
}

function goingOn({ version, recordId, content }: LastVersion) {
  return { version: version + 1, recordId, before: JSON.parse(content) as RecordDocument }
}
