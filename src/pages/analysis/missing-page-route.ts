import type { z } from 'zod'
import type { Server } from '../../http/server.ts'
import { gapsQuery } from '../../read/analysis/gaps/gaps-schema.ts'
import { readGaps } from '../../read/analysis/gaps/read-gaps.ts'
import { listChecks } from '../../read/analysis/reconciliation/reconciliation-query.ts'
import { readAtOneMoment } from '../../read/as-of.ts'
import type { Registry, View } from '../../read/registry.ts'
import { formPage } from '../form-page.ts'
import { parseGiven } from '../given.ts'
import { readNamed } from '../names.ts'
import { MissingPage, usualKind } from './missing-page.tsx'

const mostChecks = 15

/** `GET /{lang}/missing`. */
export function missingPageRoutes(app: Server, registry: Registry, base: string): void {
  const { nouns } = registry
  const schema = gapsQuery(nouns).omit({ lang: true, asOf: true, limit: true })
  formPage(app, registry, 'missing', ({ reader, given }) => {
    const page = { reader, nouns, base, given, violations: [] }
    return {
      async show() {
        const query = { ...parseGiven(schema, { kind: [usualKind], ...given }), limit: 50 } as GapsQuery
        return readAtOneMoment(registry, async (view) => {
          const { seq, gaps } = await readGaps(view, query, reader.language)
          // Gaps of silence and expiry appear with time alone.
          return { seq, page: MissingPage({ ...page, ...(await readShortfalls(view)), gaps }), isOfToday: true }
        })
      },
      showWrong: async (violations) => MissingPage({ ...page, ...(await readShortfalls(registry)), violations }),
    }
  })
}

type GapsQuery = z.infer<ReturnType<typeof gapsQuery>>

/** The meetings of which most is missing, by what their sources declare. */
async function readShortfalls(view: View) {
  const { checks: found } = await listChecks(view.db, { status: ['short', 'not-itemised'], limit: mostChecks })
  const checks = found.slice(0, mostChecks)
  const named = await readNamed(
    view,
    checks.map(({ id }) => ({ noun: 'meetings', id })),
  )
  return { checks, named }
}
