import { type Checked, checkRecords, namesOfRecord, type Surroundings } from '../model/check-records.ts'
import type { Noun } from '../model/noun.ts'
import type { RecordDocument } from '../model/record-document.ts'
import { nameOf } from '../model/record-name.ts'
import type { Level, Rule } from '../model/rule.ts'
import { at, type FileFinding, type SoundEntry } from './check-dataset.ts'

interface RuleFinding extends FileFinding {
  rule: string
  level: Level
}

/** Runs the rules of the nouns on a data set and returns what they find. */
export async function checkRules(
  sound: SoundEntry[],
  rulesOf?: (noun: Noun) => Rule<RecordDocument>[],
): Promise<RuleFinding[]> {
  const findings = await checkRecords(sound, surroundingsIn(sound), rulesOf)
  return sound.flatMap(({ entry }, index) =>
    (findings[index] ?? []).map(({ rule, level, pointer, found, why }) => ({
      ...at(entry),
      pointer,
      rule,
      level,
      detail: `${why.en}${found === undefined ? '' : ` (${found})`}`,
    })),
  )
}

/** Answers from the data set itself. */
function surroundingsIn(checked: Checked[]): Surroundings {
  const records = new Map<string, RecordDocument>()
  const named = new Map<string, string[]>()
  for (const one of checked) {
    const { noun, document } = one
    records.set(nameOf({ noun: noun.name, id: document.id }), document)
    for (const key of namesOfRecord(one)) {
      const ids = named.get(`${noun.name}/${key}`)
      if (ids) ids.push(document.id)
      else named.set(`${noun.name}/${key}`, [document.id])
    }
  }
  return {
    async records(references) {
      return references.flatMap(({ noun, id }) => {
        const document = records.get(nameOf({ noun, id }))
        return document ? [{ noun, document }] : []
      })
    },
    async named(names) {
      return names.flatMap(({ noun, key }) => (named.get(`${noun}/${key}`) ?? []).map((id) => ({ noun, key, id })))
    },
  }
}

/** A finding as one line for a person. */
export function toRuleLine({ file, location, record, pointer, rule, level, detail }: RuleFinding): string {
  return `${file} ${location} ${record} ${pointer}: ${level} ${rule}: ${detail}`
}
