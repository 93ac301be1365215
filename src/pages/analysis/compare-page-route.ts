import type { Server } from '../../http/server.ts'
import { labelOf } from '../../model/labels.ts'
import { mechanismNoun } from '../../nouns/mechanisms/mechanism-noun.ts'
import { meetingNoun } from '../../nouns/meetings/meeting-noun.ts'
import type { Violation } from '../../problems/problems.ts'
import { newIdOf } from '../../read/absence.ts'
import { continuityQuery } from '../../read/analysis/continuity/continuity-schema.ts'
import { readContinuity } from '../../read/analysis/continuity/read-continuity.ts'
import { readAtOneMoment } from '../../read/as-of.ts'
import type { Registry, View } from '../../read/registry.ts'
import { givenIn, parseGiven } from '../given.ts'
import { readNamed } from '../names.ts'
import { compareAddress, type Given, type Reader, readers } from '../reader.ts'
import { type Shown, sendForm } from '../send-page.ts'
import { ComparePage } from './compare-page.tsx'

type ContinuityQuery = Parameters<typeof readContinuity>[2]

/** `GET /{lang}/compare/{mechanism}`. */
export function comparePageRoutes(app: Server, registry: Registry, base: string): void {
  const { db } = registry
  const schema = continuityQuery.omit({ lang: true, asOf: true })
  for (const reader of readers) {
    app.get(
      `/${reader.path}/compare/:id`,
      { schema: { hide: true }, config: { heavy: true } },
      async (request, reply) => {
        const { id } = request.params as { id: string }
        const { given, hasEmpty } = givenIn(request.query)
        if (hasEmpty) return reply.redirect(compareAddress(reader, id, given), 303)
        const mechanism = await registry.findRecord(mechanismNoun, id)
        if (!mechanism) return reply.redirect(compareAddress(reader, await newIdOf(db, mechanismNoun, id), given), 308)
        const asked = { mechanism, reader, given, base }
        const showAsked = () => {
          const query = parseGiven(schema, given)
          return readAtOneMoment(registry, (view) => show(view, asked, query))
        }
        return sendForm(request, reply, registry, reader, showAsked, async (violations) => {
          const { page } = await readAtOneMoment(registry, (view) => show(view, asked, {}, violations))
          return page
        })
      },
    )
  }
}

interface Asked {
  mechanism: { id: string; seq: number }
  reader: Reader
  given: Given
  base: string
}

async function show(
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
