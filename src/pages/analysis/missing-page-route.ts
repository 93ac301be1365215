import type { z } from 'zod'
import { ValidationProblem } from '../../http/problems.ts'
import type { Server } from '../../http/server.ts'
import { violationsIn } from '../../http/validation.ts'
import { gapsQuery } from '../../read/analysis/gaps/gaps-schema.ts'
import { readGaps } from '../../read/analysis/gaps/read-gaps.ts'
import { listChecks } from '../../read/analysis/reconciliation/reconciliation-query.ts'
import { atOneMoment } from '../../read/as-of.ts'
import type { Registry } from '../../read/registry.ts'
import { givenIn, toInput } from '../given.ts'
import { readNamed } from '../names.ts'
import { pageAddress, readers } from '../reader.ts'
import { type Shown, sendPage } from '../send-page.ts'
import { MissingPage, usualKind } from './missing-page.tsx'

const mostChecks = 15

/** `GET /{lang}/missing`. */
export function missingPageRoutes(app: Server, registry: Registry, base: string): void {
  const { nouns } = registry
  const schema = gapsQuery(nouns).omit({ lang: true, asOf: true, limit: true })
  for (const reader of readers) {
    app.get(
      pageAddress(reader, 'missing'),
      { schema: { hide: true }, config: { heavy: true } },
      async (request, reply) => {
        const { given, hasEmpty } = givenIn(request.query)
        if (hasEmpty) return reply.redirect(pageAddress(reader, 'missing', given), 303)
        const input = { kind: usualKind, ...toInput(schema, given) }
        const parsed = schema.safeParse(input)
        if (!parsed.success) throw new ValidationProblem(violationsIn(schema, input, 'querystring'))
        const query = { ...parsed.data, limit: 50 } as z.infer<ReturnType<typeof gapsQuery>>
        const show = async (registry: Registry): Promise<Shown> => {
          const { seq, gaps } = await readGaps(registry, query, reader.language)
          const checks = await readShortfalls(registry)
          const named = await readNamed(
            registry,
            checks.map(({ id }) => ({ noun: 'meetings', id })),
          )
          return {
            seq,
            page: MissingPage({ reader, nouns, base, given, named, checks, gaps }),
            // Gaps of silence and expiry appear with time alone.
            isOfToday: true,
          }
        }
        return sendPage(request, reply, registry, reader, () => atOneMoment(registry, show))
      },
    )
  }
}

async function readShortfalls({ db }: Registry) {
  const { checks } = await listChecks(db, {
    conditions: [],
    status: ['short', 'not-itemised'],
    order: { by: 'gap', descending: true },
    limit: mostChecks,
  })
  return checks.slice(0, mostChecks)
}
