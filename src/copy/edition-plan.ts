import type { Nouns } from '../model/noun.ts'
import { nounNamed } from '../model/noun-list.ts'
import { nameOf } from '../model/record-name.ts'
import { renameReferences } from '../model/rename-references.ts'
import type { Write } from '../write/write.ts'
import type { EditionRecord } from './edition-file.ts'
import type { PresentRecord } from './present-records.ts'

/** A record that was left as it stands, and why. */
export interface LeftRecord {
  record: string
  detail: string
}

const changedHere = ({ deleted }: PresentRecord, what = 'It') =>
  `${what} was ${deleted ? 'deleted' : 'changed'} here since its last edition.`

interface Decided {
  /** Records that are written as the edition has them. */
  coming: EditionRecord[]
  left: LeftRecord[]
  /** Records that the edition has under another id. */
  former: Set<PresentRecord>
  /** The new id of those that are renamed. */
  newIds: Map<string, string>
  /** The id here of what the edition has under another one and is left. */
  oldIds: Map<string, string>
}

/**
 * Plans the writes that bring the registry to an edition, and lists the records that are left as they are. Records that
 * were changed here are left, unless they are to be overwritten. Where a record is renamed, the remaining records refer
 * to its new id; where it is left, the records of the edition refer to its id here.
 */
export function planEdition(
  nouns: Nouns,
  records: EditionRecord[],
  standing: Map<string, PresentRecord>,
  overwrite: boolean,
): { writes: Write[]; left: LeftRecord[] } {
  const isHeld = (one: PresentRecord) => one.local !== undefined && !overwrite
  const { coming, left, former, newIds, oldIds } = decide(records, standing, isHeld)
  const writes = coming.map(({ noun: name, id, document }): Write => {
    const noun = nounNamed(nouns, name)
    const record = renameReferences(noun, document, (one) => oldIds.get(nameOf(one)))
    const { version = 0 } = standing.get(nameOf({ noun: name, id })) ?? {}
    return { noun, id, change: { op: 'put', record, revives: true }, expected: version }
  })
  const [kept, written] = [new Set(records.map(nameOf)), new Set(coming.map(nameOf))]
  for (const one of standing.values()) {
    const name = nameOf(one)
    if (one.deleted || written.has(name)) continue
    const [noun, expected] = [nounNamed(nouns, one.noun), one.version]
    const isDropped = one.published && !kept.has(name) && !former.has(one)
    const stays = isDropped ? isHeld(one) : !newIds.has(name)
    if (!stays) writes.push({ noun, id: one.id, change: { op: 'delete' }, expected })
    else if (isDropped) left.push({ record: name, detail: `It is no longer in the edition. ${changedHere(one)}` })
    if (!stays || !one.local) continue
    const record = renameReferences(noun, one.local, (other) => newIds.get(nameOf(other)))
    if (record !== one.local) writes.push({ noun, id: one.id, change: { op: 'put', record }, expected })
  }
  return { writes, left }
}

/** Goes through the records of an edition: each comes, is left, or stands already. */
function decide(
  records: EditionRecord[],
  standing: Map<string, PresentRecord>,
  isHeld: (one: PresentRecord) => boolean,
): Decided {
  const decided: Decided = { coming: [], left: [], former: new Set(), newIds: new Map(), oldIds: new Map() }
  const kept = new Set(records.map(nameOf))
  const leave = (one: PresentRecord, detail: string) => decided.left.push({ record: nameOf(one), detail })
  for (const record of records) {
    const name = nameOf(record)
    const present = standing.get(name)
    const isSame = present?.deleted === false && present.sha256 === record.sha256
    const formers = formersOf(record, kept, standing)
    const isPresentHeld = present !== undefined && !isSame && isHeld(present)
    const isLeft = isPresentHeld || formers.some(isHeld)
    if (isPresentHeld) leave(present, changedHere(present))
    for (const former of formers) {
      decided.former.add(former)
      if (!isLeft) decided.newIds.set(nameOf(former), record.id)
      else {
        const changed = isHeld(former) ? former : (formers.find(isHeld) ?? present ?? former)
        const what = changed === former ? 'It' : 'A part of that'
        leave(former, `It is ${name} in the edition. ${changedHere(changed, what)}`)
      }
    }
    if (!isLeft && !isSame) decided.coming.push(record)
    const [first] = formers
    if (isLeft && !present && first) decided.oldIds.set(name, first.id)
  }
  return decided
}

/** The records that stand under a former id of one of the edition, or were deleted there by somebody here before they had another id. */
function formersOf(record: EditionRecord, kept: Set<string>, standing: Map<string, PresentRecord>): PresentRecord[] {
  const { noun, document } = record
  const isNew = !standing.has(nameOf(record))
  const names = (document.formerIds ?? []).map((id) => nameOf({ noun, id }))
  return names.flatMap((name) => {
    const former = standing.get(name)
    const counts = former && (!former.deleted || (isNew && former.local !== undefined))
    return counts && !kept.has(name) ? [former] : []
  })
}
