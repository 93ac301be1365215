import type { Server } from '../../http/server.ts'
import { labelOf } from '../../model/labels.ts'
import { mechanismNoun } from '../../nouns/mechanisms/mechanism-noun.ts'
import { meetingNoun } from '../../nouns/meetings/meeting-noun.ts'
import type { Violation } from '../../problems/problems.ts'
import { requireNewId } from '../../read/absence.ts'
import { continuityQuery } from '../../read/analysis/continuity/continuity-schema.ts'
import { readContinuity } from '../../read/analysis/continuity/read-continuity.ts'
import { readAtOneMoment } from '../../read/as-of.ts'
import type { Registry, View } from '../../read/registry.ts'
import { formPage } from '../form-page.ts'
import { parseGiven } from '../given.ts'
import { readNamed } from '../names.ts'
import { compareAddress, type Given, type Reader } from '../reader.ts'
import type { Shown } from '../send-page.ts'
import { ComparePage } from './compare-page.tsx'

type ContinuityQuery = Parameters<typeof readContinuity>[2]

/** `GET /{lang}/compare/{mechanism}`. */
export function comparePageRoutes(app: Server, registry: Registry, base: string): void {
  const { db } = registry
  const schema = continuityQuery.omit({ lang: true, asOf: true })
  formPage(app, registry, 'compare/:id', async ({ request, reader, given }) => {
    const { id } = request.params as { id: string }
    const mechanism = await registry.findRecord(mechanismNoun, id)
    if (!mechanism) return compareAddress(reader, await requireNewId(db, mechanismNoun, id), given)
    const asked = { mechanism, reader, given, base }
    return {
      async show() {
        const query = parseGiven(schema, given)
        return readAtOneMoment(registry, (view) => compare(view, asked, query))
      },
      async showWrong(violations) {
        const { page } = await readAtOneMoment(registry, (view) => compare(view, asked, {}, violations))
        return page
      },
    }
  })
}

interface Asked {
  mechanism: { id: string; seq: number }
  reader: Reader
  given: Given
  base: string
}

async function compare(
  view: View,
  { mechanism, reader, given, base }: Asked,
  query: ContinuityQuery,
  violations: Violation[] = [],
): Promise<Shown> {
  const { id } = mechanism
  const { seq } = (await view.findRecord(mechanismNoun, id)) ?? mechanism
  const { sessions, continuity } = await readContinuity(view, id, query, reader.language)
  const chosen = [continuity.from, continuity.to].flatMap((session) => (session ? [session.meeting] : []))
  const named = await readNamed(view, [
    { noun: 'mechanisms', id },
    ...chosen.map((meeting) => ({ noun: 'meetings' as const, id: meeting })),
  ])
  const labelled = sessions.map((session) => ({
    id: session.id,
    label: labelOf(meetingNoun, session.id, session.body, reader.language).label,
  }))
  const { nouns } = view
  const page = { reader, nouns, base, given, named, mechanism: id, sessions: labelled, continuity, violations }
  return { seq, page: ComparePage(page) }
}
