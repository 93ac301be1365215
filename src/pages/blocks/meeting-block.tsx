import { type CheckRow, listChecks } from '../../read/analysis/reconciliation/reconciliation-query.ts'
import { PlainWords } from '../localized.tsx'
import { NotKnown } from '../not-known.tsx'
import { Gauge } from '../pictures/gauge.tsx'
import { listAddress, type Reader, say } from '../reader.ts'
import { HeadedTable } from '../scrolling-table.tsx'
import type { Showing } from '../value.tsx'
import type { Block, BlockOf, MakeBlock } from './block.ts'
import { reconciledWords as words } from './block-words.ts'

/** A meeting: what sources declare beside what is itemised, with what is missing. */
export const meetingBlock: Block = { read: readChecks }

async function readChecks({ view: { db }, id, isOf }: BlockOf): Promise<MakeBlock> {
  const { seq, checks } = await listChecks(db, { meeting: id })
  isOf(seq)
  if (checks.length === 0) return () => undefined
  return () => ({ refs: [], show: (showing) => <Checks {...showing} checks={checks} /> })
}

function Checks({ reader, numberOf, checks }: Showing & { checks: CheckRow[] }) {
  const headings = [words.what, words.declared, words.itemised, words.missing, words.outcome]
  return (
    <section aria-labelledby="declared">
      <h2 id="declared">{say(reader, words.title)}</h2>
      <p>{say(reader, words.about)}</p>
      <HeadedTable reader={reader} labelledBy="declared" headings={headings}>
        {checks.map((check) => (
          <CheckLine key={check.measure} reader={reader} numberOf={numberOf} check={check} />
        ))}
      </HeadedTable>
    </section>
  )
}

function CheckLine({ reader, numberOf, check }: Pick<Showing, 'reader' | 'numberOf'> & { check: CheckRow }) {
  const { measure, declared, counted, notCounted, gap, status } = check
  return (
    <tr>
      <th scope="row">{say(reader, words.measures[measure])}</th>
      <td>
        {declared === null ? (
          <span class="unknown">{say(reader, words.notDeclared)}</span>
        ) : (
          <Claims reader={reader} numberOf={numberOf} check={check} />
        )}
      </td>
      <td>
        <a href={itemsAddress(reader, check)}>{counted}</a>
        {notCounted > 0 && (
          <div class="soft">
            {`${say(reader, words.beside)}: `}
            <a href={itemsAddress(reader, check, false)}>{notCounted}</a>
          </div>
        )}
      </td>
      <td class={gap !== null && gap > 0 ? 'unknown' : undefined}>
        {gap === null ? <NotKnown reader={reader} /> : gap > 0 ? gap : '–'}
      </td>
      <td>
        {declared !== null && <Gauge part={counted} whole={declared} />}
        {say(reader, words.statuses[status])}
      </td>
    </tr>
  )
}

/** Each number with the sources that state it. */
function Claims({ reader, numberOf, check }: Pick<Showing, 'reader' | 'numberOf'> & { check: CheckRow }) {
  const values = [...new Set(check.claims.map(({ value }) => value))]
  return (
    <>
      {values.map((value) => (
        <div key={value}>
          {`${value} `}
          {check.claims
            .filter((claim) => claim.value === value)
            .map(({ citation, scope }) => (
              <span key={`${citation.source}${scope}`} class="soft">
                <a href={`#source-${numberOf?.(citation.source)}`}>{`[${numberOf?.(citation.source)}]`}</a>
                {scope && (
                  <>
                    {' ('}
                    <PlainWords reader={reader} words={scope} />)
                  </>
                )}{' '}
              </span>
            ))}
        </div>
      ))}
    </>
  )
}

/** The filter that tells what a declared number counts from what stands beside it. */
const countedBy = { agreements: 'countedInClaims', 'consensus-areas': 'agreed' } as const

/** The list of what is itemised of a number, or of what stands beside it. */
export function itemsAddress(reader: Reader, { id, measure }: CheckRow, isCounted = true): string {
  if (measure === 'projects') return listAddress(reader, 'agreements', { meeting: [id], type: ['project-contract'] })
  return listAddress(reader, measure, { meeting: [id], [countedBy[measure]]: [String(isCounted)] })
}
