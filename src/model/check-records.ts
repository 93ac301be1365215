import { mapInSlices } from '../slices.ts'
import { fold } from '../text/fold.ts'
import { nameKey } from '../text/name-key.ts'
import type { Noun } from './noun.ts'
import type { RecordDocument } from './record-document.ts'
import { type NounName, nameOf, type RecordName } from './record-name.ts'
import type { Around, Rule } from './rule.ts'
import { type Finding, findFaults } from './run-rules.ts'

/** A record to be checked. */
export interface Checked {
  noun: Noun
  document: RecordDocument
}

/** Reads the records that rules ask for, by their ids or by the keys of their names. */
export interface Surroundings {
  records(references: RecordName[]): Promise<{ noun: NounName; document: RecordDocument }[]>
  named(names: { noun: NounName; key: string }[]): Promise<{ noun: NounName; key: string; id: string }[]>
}

const keyInNoun = (noun: NounName, key: string) => `${noun}/${key}`

/** The key by which a record is found by one of its names. */
function keyOfName(name: string): string | undefined {
  return nameKey(fold(name))
}

/** The keys of all names of a record, former and other ones included, and of other texts that identify it. */
export function namesOfRecord({ noun, document }: Checked): string[] {
  const names = noun.texts(document).filter(({ weight }) => weight === 'A' || weight === 'B')
  return [...new Set([...names.flatMap(({ text }) => keyOfName(text) ?? []), ...keysBesideNames(noun, document)])]
}

export function keysBesideNames(noun: Noun, document: RecordDocument): string[] {
  return (noun.knownBy?.(document) ?? []).flatMap((text) => keyOfName(text) ?? [])
}

/** The records and names read so far, and those that a rule asked for and that are yet to be read. */
class Known implements Around {
  /** Whether something was asked for that has not been read. */
  missed = false
  readonly #records = new Map<string, RecordDocument | undefined>()
  readonly #named = new Map<string, string[]>()
  #missingRecords = new Map<string, RecordName>()
  #missingNames = new Map<string, { noun: NounName; key: string }>()

  record(noun: NounName, id: string): RecordDocument | undefined {
    const name = nameOf({ noun, id })
    if (!this.#records.has(name)) {
      this.#missingRecords.set(name, { noun, id })
      this.missed = true
    }
    return this.#records.get(name)
  }

  named(noun: NounName, name: string): string[] {
    const key = keyOfName(name)
    if (!key) return []
    const inNoun = keyInNoun(noun, key)
    if (!this.#named.has(inNoun)) {
      this.#missingNames.set(inNoun, { noun, key })
      this.missed = true
    }
    return this.#named.get(inNoun) ?? []
  }

  add({ noun, document }: { noun: NounName; document: RecordDocument }): void {
    this.#records.set(nameOf({ noun, id: document.id }), document)
  }

  async read(surroundings: Surroundings): Promise<void> {
    const [records, names] = [this.#missingRecords, this.#missingNames]
    this.#missingRecords = new Map()
    this.#missingNames = new Map()
    for (const name of records.keys()) this.#records.set(name, undefined)
    for (const name of names.keys()) this.#named.set(name, [])
    if (records.size > 0) for (const record of await surroundings.records([...records.values()])) this.add(record)
    if (names.size > 0)
      for (const { noun, key, id } of await surroundings.named([...names.values()]))
        this.#named.get(keyInNoun(noun, key))?.push(id)
  }
}

/**
 * Runs the rules on each of these records. Rules run on what is known; whatever else they ask for is read for all
 * records at once, and the rules that asked run again, until nothing is missing.
 */
export async function checkRecords(
  records: Checked[],
  surroundings: Surroundings,
  rulesOf: (noun: Noun) => Rule<RecordDocument>[] = ({ rules }) => rules,
): Promise<Finding[][]> {
  const known = new Known()
  for (const { noun, document } of records) known.add({ noun: noun.name, document })
  const findings: Finding[][] = records.map(() => [])
  let open = records.map((record, at) => ({ ...record, at }))
  while (open.length > 0) {
    const missed = await mapInSlices(open, ({ noun, document, at }) => {
      known.missed = false
      findings[at] = findFaults(noun, document, known, rulesOf(noun))
      return known.missed
    })
    open = open.filter((_, at) => missed[at])
    if (open.length > 0) await known.read(surroundings)
  }
  return findings
}
